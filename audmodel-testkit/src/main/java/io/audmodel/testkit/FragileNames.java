package io.audmodel.testkit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The changes of names on a {@link FragileDisk} that were not forced yet. */
final class FragileNames {

    /** Undoes one change. */
    interface Undo {

        /** @param now maps a name at the time of the change to its current one, after renames of folders above it */
        void run(UnaryOperator<Path> now) throws IOException;
    }

    private record Move(Path from, Path to) {

        Path apply(Path path) {
            return path.startsWith(from) ? to.resolve(from.relativize(path)) : path;
        }
    }

    private static final class Change {

        private final Path name;
        private final Undo undo;
        private final @Nullable Move move;
        private List<Path> folders;
        private boolean isForced;

        Change(Path name, Undo undo, @Nullable Move move, List<Path> folders) {
            this.name = name;
            this.undo = undo;
            this.move = move;
            this.folders = folders;
        }
    }

    private final List<Change> changes = new ArrayList<>();

    /** Records that a name was made or removed. */
    void changed(Path name, Undo undo) {
        Path absolute = absolute(name);
        changes.add(new Change(absolute, undo, null, List.of(folder(absolute))));
    }

    /** Records that a file or folder was renamed, with its content. */
    void moved(Path from, Path to, Undo undo) {
        Move move = new Move(absolute(from), absolute(to));
        for (Change change : changes) {
            change.folders = change.folders.stream().map(move::apply).toList();
        }
        changes.add(new Change(move.to(), undo, move, List.of(folder(move.from()), folder(move.to()))));
    }

    void forced(Path folder) {
        Path forced = absolute(folder);
        for (Change change : changes) {
            change.isForced |= change.folders.contains(forced);
        }
        changes.removeIf(change -> change.isForced && change.move == null);
    }

    /** Undoes all changes that were not forced, from the last to the first. */
    void takeBack() throws IOException {
        Deque<Move> lasting = new ArrayDeque<>();
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            if (!change.isForced) {
                takeBack(change, lasting);
            } else if (change.move != null) {
                lasting.push(change.move);
            }
        }
    }

    private static void takeBack(Change change, Deque<Move> lasting) throws IOException {
        if (isOutdated(change.name, lasting)) {
            return;
        }
        try {
            change.undo.run(path -> now(path, lasting));
        } catch (NoSuchFileException e) {
            // A folder above it was undone already.
            return;
        }
    }

    /** Whether the file of this name is known to have been renamed since. */
    private static boolean isOutdated(Path changed, Deque<Move> lasting) {
        Path name = changed;
        for (Move move : lasting) {
            if (name.equals(move.from())) {
                return true;
            }
            name = move.apply(name);
        }
        return false;
    }

    private static Path now(Path path, Deque<Move> lasting) {
        Path name = absolute(path);
        for (Move move : lasting) {
            name = move.apply(name);
        }
        return name;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
