package io.audmodel.backend.fs;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists the objects below a folder, one folder at a time, so that no file is open between two of them. Objects that are
 * added or removed meanwhile may be listed or not; files that no {@link ObjectPath} can name are not listed. Unreadable
 * folders are skipped, and the first such failure is thrown at the end, so that it neither hides the other objects nor
 * is hidden.
 */
final class FsListing extends AbstractSpliterator<ObjectInfo> {

    /** Opens a folder, as {@link Files#newDirectoryStream(Path)} does. */
    interface Opener {
        DirectoryStream<Path> open(Path folder) throws IOException;
    }

    private record Folder(
            ObjectPath path,
            Path file,
            Object key,
            @Nullable Folder parent) {

        /** Whether a link leads from here back to this folder. */
        boolean isBelow(Object other) {
            for (Folder folder = this; folder != null; folder = folder.parent) {
                if (folder.key.equals(other)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final ObjectPath prefix;
    private final FsErrors errors;
    private final Opener opener;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private @Nullable AudModelException failure;
    private Iterator<ObjectInfo> objects = List.<ObjectInfo>of().iterator();

    FsListing(ObjectPath prefix, Path folder, FsErrors errors) throws IOException {
        this(prefix, folder, errors, Files::newDirectoryStream);
    }

    FsListing(ObjectPath prefix, Path folder, FsErrors errors, Opener opener) throws IOException {
        super(Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.DISTINCT);
        this.prefix = prefix;
        this.errors = errors;
        this.opener = opener;
        Optional<BasicFileAttributes> attributes = attributes(folder);
        if (attributes.isPresent() && attributes.get().isDirectory()) {
            folders.push(new Folder(prefix, folder, key(folder, attributes.get()), null));
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
        while (!objects.hasNext()) {
            if (folders.isEmpty()) {
                requireAll();
                return false;
            }
            Folder next = folders.pop();
            List<ObjectInfo> found = new ArrayList<>();
            goOn(() -> addObjectsIn(next, found));
            objects = found.iterator();
        }
        action.accept(objects.next());
        return true;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void goOn(Step step) {
        try {
            errors.translate("list", prefix, () -> {
                step.run();
                return prefix;
            });
        } catch (CancelledException e) {
            throw e;
        } catch (AudModelException e) {
            failure = failure == null ? e : failure;
        }
    }

    private void requireAll() {
        AudModelException first = failure;
        failure = null;
        if (first != null) {
            throw first;
        }
    }

    private void addObjectsIn(Folder folder, List<ObjectInfo> found) throws IOException {
        try (DirectoryStream<Path> entries = opener.open(folder.file())) {
            for (Path entry : entries) {
                Optional<ObjectPath> path = child(folder.path(), entry);
                if (path.isPresent()) {
                    goOn(() -> look(folder, path.get(), entry, found));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The file was removed meanwhile.
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void look(Folder folder, ObjectPath path, Path entry, List<ObjectInfo> found) throws IOException {
        Optional<BasicFileAttributes> attributes = attributes(entry);
        if (attributes.isEmpty()) {
            return;
        }
        if (attributes.get().isRegularFile()) {
            found.add(FileState.of(attributes.get()).info(path, null));
        } else if (attributes.get().isDirectory()) {
            Object key = key(entry, attributes.get());
            if (!folder.isBelow(key)) {
                folders.push(new Folder(path, entry, key, folder));
            }
        }
    }

    private static Optional<ObjectPath> child(ObjectPath folder, Path entry) {
        try {
            return Optional.of(folder.child(entry.getFileName().toString()));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty for a file that was removed meanwhile, and for a link that leads nowhere or to itself. */
    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (Files.isSymbolicLink(file) || FileState.of(file).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Object key(Path file, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return key == null ? file.toRealPath() : key;
    }
}
