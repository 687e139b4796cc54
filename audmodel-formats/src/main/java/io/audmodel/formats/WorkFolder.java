package io.audmodel.formats;

import io.audmodel.archive.support.FileTree;
import io.audmodel.error.Reasons;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for one import, which nobody else may enter. */
final class WorkFolder implements AutoCloseable {

    private static final String PREFIX = "audmodel-import-";

    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws LocalFileException if it cannot be made */
    static WorkFolder in(Path temporaryRoot) {
        try {
            WorkFolder work = new WorkFolder(Files.createTempDirectory(temporaryRoot, PREFIX));
            Files.createDirectory(work.files());
            return work;
        } catch (IOException e) {
            throw new LocalFileException(
                    "no archive can be unpacked in " + temporaryRoot + ": " + Reasons.of(e)
                            + "; choose another folder for temporary files",
                    e);
        }
    }

    /** Where the files of the model are. */
    Path files() {
        return folder.resolve("files");
    }

    /** Where an archive is kept that came as a stream, and has to be read from its end. */
    Path archive() {
        return folder.resolve("archive");
    }

    @Override
    public void close() {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            System.getLogger("io.audmodel.formats")
                    .log(Level.WARNING, () -> "cannot remove " + folder + ": " + Reasons.of(e));
        }
    }
}
