package io.audmodel.cache.local;

import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which models are here: their folders exist and are not empty. Opening a folder to see whether it is empty costs
 * several times what asking for its attributes does, and grows with the number of its files. So a folder that was seen
 * filled is only asked whether it is the same (inode) and had no entry added or removed since (modification time).
 */
final class FilledFolders {

    private final CachePaths paths;
    private final Map<ModelKey, Seen> seen = new ConcurrentHashMap<>();

    FilledFolders(CachePaths paths) {
        this.paths = paths;
    }

    Optional<Path> find(ModelKey key) throws IOException {
        Seen before = seen.get(key);
        Path folder = before == null ? paths.model(key) : before.folder;
        Seen now;
        try {
            now = look(folder);
        } catch (NoSuchFileException e) {
            seen.remove(key);
            paths.refuseFileAsRoot();
            return Optional.empty();
        }
        if (before != null && now.isLike(before)) {
            return Optional.of(folder);
        }
        if (isEmpty(folder)) {
            seen.remove(key);
            return Optional.empty();
        }
        seen.put(key, now);
        return Optional.of(folder);
    }

    private static Seen look(Path folder) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
        return new Seen(folder, attributes.fileKey(), attributes.lastModifiedTime());
    }

    /** Whether there is no folder, or nothing in it. */
    static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return true;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private record Seen(Path folder, @Nullable Object fileKey, FileTime modified) {

        /** Whether nothing happened between two looks at one folder. */
        boolean isLike(Seen other) {
            return Objects.equals(fileKey, other.fileKey) && modified.equals(other.modified);
        }
    }
}
