package io.audmodel.formats;

import io.audmodel.error.CancelledException;
import io.audmodel.error.Reasons;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/** A model in the cache that is being exported: what it is, and its files and empty folders in the order of their names. */
final class ExportedModel {

    private static final OpenOption[] READ = {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};
    private static final int BUFFER = 1 << 16;

    private final ExactRef ref;
    private final ModelHeader header;
    private final Path folder;
    private final LongConsumer progress;
    private final Class<? extends BasicFileAttributes> attributes;
    private final List<ExportedFile> files = new ArrayList<>();
    private final List<String> emptyFolders = new ArrayList<>();
    private long done;

    private ExportedModel(ExactRef ref, ModelHeader header, Path folder, LongConsumer progress) {
        this.ref = ref;
        this.header = header;
        this.folder = folder;
        this.progress = progress;
        this.attributes = folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    /**
     * Lists the files.
     *
     * @param progress receives the number of bytes that were read so far
     * @throws UnexportableModelException if there is something beside files and folders
     */
    static ExportedModel in(Path folder, ExactRef ref, ModelHeader header, LongConsumer progress) {
        ExportedModel model = new ExportedModel(ref, header, folder, progress);
        model.list();
        return model;
    }

    ExactRef ref() {
        return ref;
    }

    ModelHeader header() {
        return header;
    }

    Path folder() {
        return folder;
    }

    List<ExportedFile> files() {
        return files;
    }

    /** Those with nothing in them: some archives of other tools have them. */
    List<String> emptyFolders() {
        return emptyFolders;
    }

    long bytes() {
        return files.stream().mapToLong(ExportedFile::size).sum();
    }

    /**
     * Copies a file.
     *
     * @throws LocalFileException if it cannot be read, or is not as it was found any more
     * @throws IOException if the copy cannot be written
     */
    void copy(ExportedFile file, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = file.size();
        try (InputStream in = open(file)) {
            for (int count = read(in, buffer, file); count >= 0; count = read(in, buffer, file)) {
                left -= count;
                if (left < 0) {
                    break;
                }
                out.write(buffer, 0, count);
                report(count);
            }
        }
        if (left != 0) {
            throw new LocalFileException(
                    file.path() + " changed while it was exported: it had " + file.size()
                            + " bytes at first; let nobody write to the cache, and repair the model",
                    null);
        }
    }

    void report(long bytes) {
        done += bytes;
        progress.accept(done);
    }

    private void requireNoInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while model " + ref + " was exported");
        }
    }

    private InputStream open(ExportedFile file) {
        try {
            return Files.newInputStream(file.path(), READ);
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
    }

    private int read(InputStream in, byte[] buffer, ExportedFile file) {
        requireNoInterrupt();
        try {
            return in.read(buffer);
        } catch (IOException e) {
            requireNoInterrupt();
            throw unreadable(file.path(), e);
        }
    }

    private void list() {
        Deque<String> folders = new ArrayDeque<>(List.of(""));
        while (!folders.isEmpty()) {
            String name = folders.remove();
            requireNoInterrupt();
            if (list(name, folders) == 0 && !name.isEmpty()) {
                emptyFolders.add(name.substring(0, name.length() - 1));
            }
        }
        files.sort(Comparator.comparing(ExportedFile::name, Names.ORDER));
        emptyFolders.sort(Names.ORDER);
    }

    /** @param prefix the name of the folder with a slash; empty for the model's own */
    private int list(String prefix, Deque<String> folders) {
        int count = 0;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.resolve(prefix))) {
            for (Path child : children) {
                add(child, prefix + child.getFileName(), folders);
                count++;
            }
        } catch (DirectoryIteratorException e) {
            throw new LocalFileException(folder.resolve(prefix) + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(folder.resolve(prefix), e);
        }
        return count;
    }

    private void add(Path child, String name, Deque<String> folders) throws IOException {
        BasicFileAttributes found = Files.readAttributes(child, attributes, LinkOption.NOFOLLOW_LINKS);
        if (found.isDirectory()) {
            folders.add(name + "/");
        } else if (found.isRegularFile()) {
            boolean executable = found instanceof PosixFileAttributes posix
                    && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
            files.add(new ExportedFile(name, child, found.size(), executable));
        } else {
            throw new UnexportableModelException(
                    "model " + ref + " has " + child + " in the cache, which is no file: repair the model", null);
        }
    }

    private static LocalFileException unreadable(Path path, IOException e) {
        return new LocalFileException(path + " cannot be read: " + Reasons.of(e), e);
    }
}
