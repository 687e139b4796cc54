package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The headers and metadata beside the models, and the notes. They need no lock: each is one file, and is replaced by a
 * rename.
 */
final class Documents {

    private final CachePaths paths;

    Documents(CachePaths paths) {
        this.paths = paths;
    }

    /** @throws LimitExceededException if it is longer than {@code most} bytes */
    Optional<byte[]> read(ModelKey key, Document document, int most) throws IOException {
        return read(most, CachePaths.document(key.version(), document), CachePaths.checked(key.id()));
    }

    Optional<byte[]> readNote(String kind, String name) throws IOException {
        try {
            return read(
                    Cache.MAX_DOCUMENT_BYTES,
                    CachePaths.checkedName(name),
                    CachePaths.NOTES,
                    CachePaths.checkedName(kind));
        } catch (LimitExceededException e) {
            // A longer file is no note, and must not fill the memory.
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(int most, String name, String... folders) throws IOException {
        try (Folder folder = paths.open(folders);
                InputStream in = folder.open(name, Long.MAX_VALUE).orElse(null)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new LimitExceededException(
                        "the cached " + name + " has more bytes than " + most + ", which a document may have");
            }
            return Optional.of(content);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    void write(ModelKey key, Document document, byte[] content) throws IOException {
        write(CachePaths.document(key.version(), document), content, CachePaths.checked(key.id()));
    }

    void writeNote(String kind, String name, byte[] content) throws IOException {
        write(CachePaths.checkedName(name), content, CachePaths.NOTES, CachePaths.checkedName(kind));
    }

    private void write(String name, byte[] content, String... folders) throws IOException {
        try (Folder folder = paths.make(folders)) {
            Leftovers.sweepTemporaries(folder);
            NewFile.put(folder, name, content, true);
        }
    }

    Set<Version> versions(String id) throws IOException {
        Set<Version> versions = new HashSet<>();
        try (Folder folder = paths.open(CachePaths.checked(id))) {
            for (String name : folder.names()) {
                if (name.endsWith(CachePaths.HEADER_SUFFIX)
                        && folder.look(name)
                                .filter(BasicFileAttributes::isRegularFile)
                                .isPresent()) {
                    CachePaths.versionOf(name.substring(0, name.length() - CachePaths.HEADER_SUFFIX.length()))
                            .ifPresent(versions::add);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        }
        return Set.copyOf(versions);
    }

    Set<String> notes(String kind) throws IOException {
        try (Folder folder = paths.open(CachePaths.NOTES, CachePaths.checkedName(kind))) {
            List<String> names = folder.names();
            names.removeIf(name -> TemporaryName.ownerOf(name).isPresent());
            return Set.copyOf(names);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        }
    }
}
