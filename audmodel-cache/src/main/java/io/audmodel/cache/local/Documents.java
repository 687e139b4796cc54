package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Document;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The headers and metadata beside the models, and the notes. No lock: each is one file, and is replaced by a rename. */
final class Documents {

    /** No document is as large; a larger file is damaged, and must not fill the memory. */
    private static final int LIMIT = 64 << 20;

    private final CachePaths paths;

    Documents(CachePaths paths) {
        this.paths = paths;
    }

    Optional<byte[]> read(ModelKey key, Document document) throws IOException {
        return read(paths.document(key, document));
    }

    Optional<byte[]> note(String shelf, String name) throws IOException {
        return read(paths.note(shelf, name));
    }

    private Optional<byte[]> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LIMIT + 1);
            return content.length > LIMIT ? Optional.empty() : Optional.of(content);
        } catch (NoSuchFileException e) {
            paths.refuseFileAsRoot();
            return Optional.empty();
        }
    }

    void write(ModelKey key, Document document, byte[] content) throws IOException {
        write(paths.document(key, document), content);
    }

    void note(String shelf, String name, byte[] content) throws IOException {
        write(paths.note(shelf, name), content);
    }

    private static void write(Path target, byte[] content) throws IOException {
        Folders.create(Folders.of(target));
        Leftovers.sweepTemporaries(Folders.of(target));
        Path temporary = TemporaryName.beside(target);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        Folders.forceEntries(Folders.of(target));
    }

    Set<Version> versions(String id) throws IOException {
        Set<Version> versions = new HashSet<>();
        try (DirectoryStream<Path> headers =
                Files.newDirectoryStream(paths.versions(id), "*" + CachePaths.HEADER_SUFFIX)) {
            for (Path header : headers) {
                String name = header.getFileName().toString();
                versionOf(name.substring(0, name.length() - CachePaths.HEADER_SUFFIX.length()))
                        .filter(version -> Files.isRegularFile(header))
                        .ifPresent(versions::add);
            }
        } catch (NoSuchFileException e) {
            paths.refuseFileAsRoot();
            return Set.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Set.copyOf(versions);
    }

    Set<String> notes(String shelf) throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(paths.notes(shelf))) {
            for (Path note : notes) {
                if (TemporaryName.ownerOf(note).isEmpty()) {
                    names.add(note.getFileName().toString());
                }
            }
        } catch (NoSuchFileException e) {
            paths.refuseFileAsRoot();
            return Set.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Set.copyOf(names);
    }

    private static Optional<Version> versionOf(String text) {
        try {
            return Optional.of(Version.parse(text));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
