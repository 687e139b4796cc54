package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Seal;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of judged models: a hidden file beside each. It counts only where nobody but this user and the
 * superuser can change it or anything on the way to it, which only Linux tells; elsewhere nothing is remembered. A seal was
 * read or written once by this process, and holds from then on while the folder is the same.
 */
final class Seals {

    private final CachePaths paths;
    private final Clock clock;
    private final boolean isWritten;
    private final Map<ModelKey, Known> known = new ConcurrentHashMap<>();

    private record Known(Seal seal, FilledFolders.Seen folder) {}

    /** @param isWritten whether seals are written; else they are remembered by this alone */
    Seals(CachePaths paths, Clock clock, boolean isWritten) {
        this.paths = paths;
        this.clock = clock;
        this.isWritten = isWritten;
    }

    /** Whether the model that is in this folder now was let in by these rules. */
    boolean hold(ModelKey key, String rules, FilledFolders.Seen folder) throws IOException {
        Known before = known.get(key);
        if (before == null || !before.folder.isLike(folder)) {
            known.remove(key);
            Optional<Seal> stored = read(key).filter(seal -> seal.folder().equals(folder.stamp()));
            if (stored.isEmpty()) {
                return false;
            }
            before = new Known(stored.get(), folder);
            known.put(key, before);
        }
        Seal seal = before.seal;
        return seal.rules().equals(rules) && clock.instant().isBefore(seal.until());
    }

    void put(ModelKey key, Seal seal) {
        try {
            Path model = paths.model(key);
            FilledFolders.Seen seen = FilledFolders.Seen.of(model);
            if (!seen.stamp().equals(seal.folder()) || !isOurs(key) || !isOursWithin(model)) {
                return;
            }
            if (!isWritten) {
                known.put(key, new Known(seal, seen));
                return;
            }
            known.remove(key);
            try (Folder versions = paths.open(key.id())) {
                NewFile.put(versions, CachePaths.seal(key.version().text()), encoded(seal), false);
            }
        } catch (IOException e) {
            System.getLogger(Seals.class.getName())
                    .log(Logger.Level.DEBUG, () -> "that " + key + " was let in is not remembered", e);
        }
    }

    private Optional<Seal> read(ModelKey key) throws IOException {
        if (!isOurs(key)) {
            return Optional.empty();
        }
        try (Folder versions = paths.open(key.id());
                InputStream in = versions.open(CachePaths.seal(key.version().text()), Cache.MAX_DOCUMENT_BYTES)
                        .orElse(null)) {
            return in == null ? Optional.empty() : decoded(in.readAllBytes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static byte[] encoded(Seal seal) {
        return (seal.until() + "\n" + seal.folder() + "\n" + seal.rules()).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Seal> decoded(byte[] file) {
        String[] parts = new String(file, StandardCharsets.UTF_8).split("\n", 3);
        try {
            return parts.length == 3
                    ? Optional.of(new Seal(parts[2], Instant.parse(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether nobody else can put another folder or seal in the place of this one. The way to the cache may lead over links:
     * it counts as it is written, and as it really is.
     */
    private boolean isOurs(ModelKey key) throws IOException {
        Path anchor = paths.anchor();
        if (!Trust.isKnownFor(anchor) || !leadsHere(anchor.toAbsolutePath()) || !leadsHere(anchor.toRealPath())) {
            return false;
        }
        if (!Trust.in(anchor).isOurs()) {
            return false;
        }
        for (Path folder : paths.wayTo(key)) {
            if (!Trust.in(folder, LinkOption.NOFOLLOW_LINKS).isOurs()) {
                return false;
            }
        }
        return true;
    }

    /** Others cannot rename this user's files in a sticky folder, such as that for temporary files. */
    private static boolean leadsHere(Path path) throws IOException {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            Trust trust = Trust.in(above);
            if (!trust.isOurs() && !trust.isSticky()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOursWithin(Path model) throws IOException {
        boolean[] isOurs = {true};
        Files.walkFileTree(model, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return visitFile(folder, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                isOurs[0] = Trust.in(file, LinkOption.NOFOLLOW_LINKS).isOurs();
                return isOurs[0] ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return isOurs[0];
    }
}
