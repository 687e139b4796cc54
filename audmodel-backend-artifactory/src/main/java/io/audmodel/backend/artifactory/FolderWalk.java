package io.audmodel.backend.artifactory;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.artifactory.StorageItem.Child;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists the objects below a folder by one request for each folder and each object, for servers without a list of files.
 * It ends even if folders contain themselves, or never hold a file.
 */
final class FolderWalk extends AbstractSpliterator<ObjectInfo> {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_FOLDERS_IN_VAIN = 10_000;

    /** How often a folder is asked for its children, if some are not there. */
    private static final int MOST_ANSWERS = 4;

    /** A folder under way, with its remaining children and all that it was said to have. */
    private static final class Level {

        private final ObjectPath folder;
        private final Deque<Child> remaining = new ArrayDeque<>();
        private final Set<String> names = new HashSet<>();
        private int answers;

        Level(ObjectPath folder, List<Child> children) {
            this.folder = folder;
            add(children);
        }

        void add(List<Child> children) {
            answers++;
            children.stream().filter(child -> names.add(child.name())).forEach(remaining::add);
        }
    }

    private final ObjectPath prefix;
    private final Requests calls;
    private final RetryPolicy retryPolicy;
    private final ArtifactoryReader reader;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int foldersInVain;
    private boolean begun;

    FolderWalk(ObjectPath prefix, Requests calls, RetryPolicy retryPolicy, ArtifactoryReader reader) {
        super(Long.MAX_VALUE, Spliterator.DISTINCT | Spliterator.NONNULL);
        this.prefix = prefix;
        this.calls = calls;
        this.retryPolicy = retryPolicy;
        this.reader = reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
        if (!begun) {
            begun = true;
            enter(prefix);
        }
        while (!levels.isEmpty()) {
            Level level = levels.peek();
            Child child = level.remaining.poll();
            if (child == null) {
                levels.pop();
            } else {
                ObjectInfo found = look(level, child);
                if (found != null) {
                    foldersInVain = 0;
                    action.accept(found);
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the object; null for a folder, which is entered, and for removed or foreign files. */
    private @Nullable ObjectInfo look(Level level, Child child) {
        Optional<ObjectPath> path = ArtifactoryListing.path(Address.folder(level.folder) + "/" + child.name());
        if (path.isPresent() && child.isFolder() && enter(path.get())) {
            return null;
        }
        Optional<ObjectInfo> found =
                child.isFolder() ? Optional.empty() : path.flatMap(file -> reader.stat("list", file));
        if (found.isEmpty() && level.answers < MOST_ANSWERS) {
            // The name may have been damaged on the way: no answer has a checksum.
            children(level.folder).ifPresent(level::add);
        }
        return found.orElse(null);
    }

    /** Returns whether there is such a folder. */
    private boolean enter(ObjectPath folder) {
        if (levels.size() == MAX_DEPTH || ++foldersInVain > MAX_FOLDERS_IN_VAIN) {
            throw calls.errors()
                    .endless(
                            prefix.text(),
                            levels.size() == MAX_DEPTH
                                    ? "folders are nested deeper than " + MAX_DEPTH
                                    : MAX_FOLDERS_IN_VAIN + " folders in a row hold no file");
        }
        Optional<List<Child>> children = children(folder);
        children.ifPresent(found -> levels.push(new Level(folder, found)));
        return children.isPresent();
    }

    private Optional<List<Child>> children(ObjectPath folder) {
        return retryPolicy.run(() -> calls.item("list", Address.folder(folder))).map(StorageItem::children);
    }
}
