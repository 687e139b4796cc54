package io.audmodel.backend.fs;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Makes folders, and forces their entries to the disk. */
final class Folders {

    private Folders() {}

    /** The folder that a path below the repository's root is in. */
    static Path of(Path path) {
        return Objects.requireNonNull(path.getParent(), "a path below a root has a folder");
    }

    /** Makes the folder and those above it, each with the mode that the umask gives. */
    static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = of(folder);
        make(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return;
            }
            throw e;
        }
        force(parent);
    }

    /**
     * Forces the folder's entries to the disk, if the system can. A failure does not fail the write, which has taken
     * place: some file systems do not support this. An interrupt does not end it.
     */
    static void force(Path folder) {
        boolean interrupted = Thread.interrupted();
        try {
            while (!forced(folder)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
