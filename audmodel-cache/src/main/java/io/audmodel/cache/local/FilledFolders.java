package io.audmodel.cache.local;

import io.audmodel.cache.Seal;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * Tells which models are cached: their folders exist and are not empty. Opening a folder costs several times as much as
 * reading its attributes, and more for many files. So a folder that was once seen filled is only checked for being the
 * same (inode), without entries added or removed since (modification time).
 */
final class FilledFolders {

    private final CachePaths paths;
    private final Map<ModelKey, Seen> seen = new ConcurrentHashMap<>();

    FilledFolders(CachePaths paths) {
        this.paths = paths;
    }

    Optional<Path> find(ModelKey key) throws IOException {
        return look(key).map(Seen::folder);
    }

    /** The folder of a cached model as it is at this moment. */
    Optional<Seen> look(ModelKey key) throws IOException {
        Seen before = seen.get(key);
        Path folder = before == null ? paths.model(key) : before.folder;
        Seen now;
        try {
            now = Seen.of(folder);
        } catch (NoSuchFileException e) {
            seen.remove(key);
            paths.refuseFileAsRoot();
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isBlocked(key)) {
                return Optional.empty();
            }
            throw e;
        }
        if (before != null && now.isLike(before)) {
            return Optional.of(before);
        }
        if (!isFilled(key)) {
            seen.remove(key);
            return Optional.empty();
        }
        seen.put(key, now);
        return Optional.of(now);
    }

    /** Whether something else is in the place of a folder. */
    private boolean isBlocked(ModelKey key) {
        return paths.wayTo(key).stream()
                .anyMatch(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * This works by paths and without native code, since the result is a path too. The dot makes sure that only a
     * folder is opened.
     */
    private boolean isFilled(ModelKey key) throws IOException {
        for (Path folder : paths.wayTo(key)) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(paths.model(key).resolve("."))) {
            return entries.iterator().hasNext();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Whether there is a folder of this name that is not empty. */
    static boolean isFilled(Folder versions, String version) throws IOException {
        try (Folder model = versions.enter(version)) {
            return !model.isEmpty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
    }

    record Seen(Path folder, @Nullable Object fileKey, FileTime modified) {

        /** The folder as it is now. A link in its place is not the model. */
        static Seen of(Path folder) throws IOException {
            BasicFileAttributes attributes =
                    Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Seen(folder, attributes.fileKey(), attributes.lastModifiedTime());
        }

        /** As seals name the folder. */
        String stamp() {
            return Seal.stampOf(fileKey, modified);
        }

        /** Whether the folder did not change between two checks. */
        boolean isLike(Seen other) {
            return Objects.equals(fileKey, other.fileKey) && modified.equals(other.modified);
        }
    }
}
