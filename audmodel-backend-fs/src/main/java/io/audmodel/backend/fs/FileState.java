package io.audmodel.backend.fs;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.Revision;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the state of a file. Writers let the time grow with each state of a path, so that equal states mean that
 * nothing was written.
 *
 * @param key device and inode; empty where the file system has none
 */
record FileState(long size, Instant modified, String key) {

    static FileState of(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new FileState(
                attributes.size(), attributes.lastModifiedTime().toInstant(), key == null ? "" : key.toString());
    }

    /** Empty if there is no file, also if one stands where the path needs a folder. */
    static Optional<FileState> of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(of(attributes)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isBelowFile(file)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Revision revision() {
        return new Revision(modified.getEpochSecond() + "." + modified.getNano() + "-" + size + "-" + key);
    }

    /** @param checksum null if the file was not read */
    ObjectInfo info(ObjectPath path, @Nullable Checksum checksum) {
        return new ObjectInfo(path, size, modified, checksum, revision());
    }

    private static boolean isBelowFile(Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder)) {
                return true;
            }
        }
        return false;
    }
}
