package io.audmodel.cli.folder;

import io.audmodel.archive.support.FileTree;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps that change a folder. A process may end before, within and after each of them. No interrupt ends one: what
 * moves a model into its place is done in a moment, and better done than left.
 */
class FolderSteps {

    private static final int TRIES = 10;

    /** Makes a folder and those above it. */
    void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /** Renames a file or folder; a file of the new name is replaced. */
    void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a new file, and forces it to the disk. */
    void write(Path file, byte[] content) throws IOException {
        // A channel would be closed by an interrupt.
        try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
            stream.write(content);
            stream.getFD().sync();
        }
    }

    /** Forces the names in a folder to the disk, if the file system can. */
    void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(FolderSteps.class.getName())
                    .log(Level.DEBUG, () -> "the names in " + folder + " may be lost in a power cut", e);
        }
    }

    /** Removes a file, a link, or a folder with all that is in it. A missing one is no failure. */
    final void delete(Path path) throws IOException {
        for (int tries = 1; true; tries++) {
            try {
                FileTree.delete(path, this::deleteOne);
                return;
            } catch (DirectoryNotEmptyException e) {
                // A process that waits for its turn has noted there what an alias is.
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Removes a file or an empty folder. */
    void deleteOne(Path path) throws IOException {
        Files.deleteIfExists(path);
    }
}
