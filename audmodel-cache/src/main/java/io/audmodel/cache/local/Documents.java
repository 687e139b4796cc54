package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Document;
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

/** The headers and metadata beside the models, and the notes. No lock: each is one file, and is replaced by a rename. */
final class Documents {

    /** As much as is read of a document in a repository; a larger file is damaged, and must not fill the memory. */
    private static final int LIMIT = 16 << 20;

    private final CachePaths paths;

    Documents(CachePaths paths) {
        this.paths = paths;
    }

    Optional<byte[]> read(ModelKey key, Document document) throws IOException {
        return read(CachePaths.document(key.version(), document), CachePaths.checked(key.id()));
    }

    Optional<byte[]> note(String shelf, String name) throws IOException {
        return read(CachePaths.checkedName(name), CachePaths.NOTES, CachePaths.checkedName(shelf));
    }

    private Optional<byte[]> read(String name, String... folders) throws IOException {
        try (Folder folder = paths.open(folders)) {
            Optional<BasicFileAttributes> found = folder.look(name);
            if (found.filter(file -> file.isRegularFile() && file.size() <= LIMIT)
                    .isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = folder.open(name)) {
                byte[] content = in.readNBytes(LIMIT + 1);
                return content.length > LIMIT ? Optional.empty() : Optional.of(content);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    void write(ModelKey key, Document document, byte[] content) throws IOException {
        write(CachePaths.document(key.version(), document), content, CachePaths.checked(key.id()));
    }

    void note(String shelf, String name, byte[] content) throws IOException {
        write(CachePaths.checkedName(name), content, CachePaths.NOTES, CachePaths.checkedName(shelf));
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

    Set<String> notes(String shelf) throws IOException {
        try (Folder folder = paths.open(CachePaths.NOTES, CachePaths.checkedName(shelf))) {
            List<String> names = folder.names();
            names.removeIf(name -> TemporaryName.ownerOf(name).isPresent());
            return Set.copyOf(names);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        }
    }
}
