package io.audmodel.catalogue;

import io.audmodel.archive.support.FileTree;
import io.audmodel.error.Reasons;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that only this user can enter, until it is closed. */
final class ScratchFolder implements AutoCloseable {

    private final Path path;

    ScratchFolder() throws IOException {
        this.path = Files.createTempDirectory("audmodel-catalogue-");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            FileTree.delete(path);
        } catch (IOException e) {
            // The page is right all the same.
            System.getLogger("io.audmodel")
                    .log(Level.WARNING, "the temporary folder {0} stays: {1}", path, Reasons.of(e));
        }
    }
}
