package io.audmodel.formats;

import io.audmodel.archive.support.FileTree;
import io.audmodel.error.Reasons;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a target beside its place, and puts it there as a whole. A process that is killed leaves a name of its own that
 * begins with {@code .audmodel-export-}, and never a half target.
 */
final class Staging implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.audmodel.formats");
    private static final String PREFIX = ".audmodel-export-";
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final boolean replacing;
    private final Path staged;

    private Staging(Path target, boolean replacing) {
        // What is beside "." is within the folder.
        this.target = target.toAbsolutePath().normalize();
        this.replacing = replacing;
        String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        this.staged = this.target.resolveSibling(PREFIX + mark);
    }

    /** @param replacing whether a file may be replaced; a folder never is */
    static Staging of(Path target, boolean replacing) {
        return new Staging(target, replacing);
    }

    /**
     * Checks what is there before anything is written.
     *
     * @throws TargetExistsException if the target is there: a file that may not be replaced, or a folder that has something
     * @throws LocalFileException if the folder for it is not there
     */
    void requireFree(boolean folder) {
        if (!Files.isDirectory(parent())) {
            throw new LocalFileException(target + " cannot be written: there is no folder " + parent(), null);
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean isFolder = Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS);
        if (folder ? !isFolder || !isEmpty(target) : isFolder || !replacing) {
            throw exists(null);
        }
    }

    /** Where the target is written meanwhile. */
    Path path() {
        return staged;
    }

    /** Writes the target, which is one file. */
    void writeFile(Writer writer) throws IOException {
        write(staged, writer);
    }

    /** Writes a new file, and forces it to the disk. */
    static void write(Path file, Writer writer) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        try (FileOutputStream stream = new FileOutputStream(file.toFile());
                OutputStream buffered = new BufferedOutputStream(stream, BUFFER)) {
            writer.writeTo(buffered);
            buffered.flush();
            stream.getFD().sync();
        }
    }

    /**
     * Puts what was written into its place.
     *
     * @throws TargetExistsException if somebody else was quicker
     */
    void commit() throws IOException {
        if (Files.isDirectory(staged)) {
            moveFolder();
        } else if (replacing) {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            moveNewFile();
        }
        force(parent());
    }

    /** A rename of a folder replaces an empty one, and no other. */
    private void moveFolder() throws IOException {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw exists(e);
            }
            throw e;
        }
    }

    /** A rename would replace a file that came meanwhile; a link does not. */
    private void moveNewFile() throws IOException {
        try {
            Files.createLink(target, staged);
        } catch (FileAlreadyExistsException e) {
            throw exists(e);
        } catch (UnsupportedOperationException | IOException e) {
            LOG.log(Level.DEBUG, () -> parent() + " has no hard links", e);
            try {
                Files.move(staged, target);
            } catch (FileAlreadyExistsException late) {
                throw exists(late);
            }
        }
    }

    /** Forces the names in a folder to the disk, if the file system can. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "the names in " + folder + " may be lost in a power cut", e);
        }
    }

    /** Removes what was not put into its place. */
    @Override
    public void close() {
        try {
            FileTree.delete(staged);
        } catch (IOException e) {
            LOG.log(Level.WARNING, () -> "cannot remove " + staged + ": " + Reasons.of(e));
        }
    }

    private Path parent() {
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        } catch (IOException e) {
            throw new LocalFileException(folder + " cannot be read: " + Reasons.of(e), e);
        }
    }

    private TargetExistsException exists(@Nullable Throwable cause) {
        return new TargetExistsException(
                target + " is there already, and is not replaced: name another target, or remove it first", cause);
    }

    /** What writes the bytes of a file. */
    interface Writer {

        void writeTo(OutputStream out) throws IOException;
    }
}
