package io.audmodel.cli.folder;

import io.audmodel.serializer.Serializer;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a folder has at one moment.
 *
 * @param record what the last fetch wrote down
 * @param names all names but those that no model may have
 */
record FolderState(Optional<FolderRecord> record, SortedSet<String> names) {

    /** Where a model is until it is complete, with what has to go. */
    static final String STAGING = ".audmodel.tmp";

    static final String LOCK = ".audmodel.lock";

    /** The top of a disk has a folder of the file system's own. */
    private static final Set<String> OWN = Set.of(FolderRecord.NAME, STAGING, LOCK, "lost+found");

    private static final int MOST = 64 << 20;

    static Set<String> own() {
        return OWN;
    }

    static boolean isOwn(String name) {
        return OWN.contains(name);
    }

    /** A fetch beside may put its record and its entries there between two looks: without a record, both looks agree. */
    static FolderState of(Path folder, Serializer serializer) throws IOException {
        SortedSet<String> names = names(folder);
        while (true) {
            Optional<FolderRecord> record = record(folder.resolve(FolderRecord.NAME), serializer);
            SortedSet<String> now = names(folder);
            if (record.isPresent() || now.equals(names)) {
                return new FolderState(record, now);
            }
            names = now;
        }
    }

    private static Optional<FolderRecord> record(Path file, Serializer serializer) throws IOException {
        try {
            byte[] document = Files.size(file) > MOST ? new byte[0] : Files.readAllBytes(file);
            return Optional.of(FolderRecord.read(document, serializer, file.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static SortedSet<String> names(Path folder) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.removeIf(FolderState::isOwn);
        return names;
    }

    /** Those of the names that a fetch put there. */
    SortedSet<String> ours() {
        SortedSet<String> ours = new TreeSet<>(names);
        ours.retainAll(record.map(FolderRecord::entries).orElseGet(TreeSet::new));
        return ours;
    }
}
