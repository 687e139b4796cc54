package io.audmodel.archive;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The room on the disk of a folder. */
public final class FreeSpace {

    private FreeSpace() {}

    /** Returns the bytes that this process may use; as many as there are numbers for where the mount does not say. */
    public static long of(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace();
        } catch (IOException e) {
            // A failing write will tell.
            return Long.MAX_VALUE;
        }
    }
}
