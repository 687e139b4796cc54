package io.audmodel.archive;

import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Why an entry could not be written to the local disk. */
public final class WriteErrors {

    private WriteErrors() {}

    /** @param path the new file or folder of the entry */
    public static RuntimeException of(ArchiveErrors archive, String entry, Path path, IOException e) {
        String shown = LocalNames.of(path);
        if (e instanceof ClosedByInterruptException) {
            return new CancelledException("interrupted while " + shown + " was written", e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return archive.corruptEntry(
                    entry,
                    "means the same file here as another entry, as this file system does not tell upper from lower case"
                            + " or one form of Unicode from the other");
        }
        String reason = LocalNames.reason(e);
        String wayOut = reason.contains("too long")
                ? "; choose a cache root with a shorter path, or another folder"
                : "; free or correct its disk, or use a cache or folder on another one";
        return new CacheException("cannot write " + shown + ": " + reason + wayOut, e);
    }
}
