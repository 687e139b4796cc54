package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Entry;
import io.audmodel.cache.Cache.Usage;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the content of a cache without a lock, while others fill and remove. */
final class Inventory {

    private final CachePaths paths;

    Inventory(CachePaths paths) {
        this.paths = paths;
    }

    Set<ModelKey> models() throws IOException {
        Set<ModelKey> models = new HashSet<>();
        try (Folder root = paths.open()) {
            eachId(root, (id, versions) -> {
                for (String name : versions.names()) {
                    Optional<Version> version = CachePaths.versionOf(name);
                    if (version.isPresent() && isFilled(versions, name)) {
                        models.add(new ModelKey(id, version.get()));
                    }
                }
            });
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        } catch (AccessDeniedException e) {
            requirePart(e);
        }
        return models;
    }

    private static boolean isFilled(Folder versions, String version) throws IOException {
        try {
            return FilledFolders.isFilled(versions, version);
        } catch (AccessDeniedException e) {
            skipped(versions.path(version), e);
            return false;
        }
    }

    private interface VersionsOfId {

        void meet(String id, Folder versions) throws IOException;
    }

    /** Skips what cannot be read, which belongs to another user. */
    private static void eachId(Folder root, VersionsOfId visitor) throws IOException {
        for (String name : root.names()) {
            if (CachePaths.isId(name)) {
                try (Folder versions = root.enter(name)) {
                    visitor.meet(name, versions);
                } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
                    skipped(root.path(name), e);
                }
            }
        }
    }

    Optional<Usage> usage(ModelKey key) throws IOException {
        String version = key.version().text();
        try (Folder versions = paths.open(CachePaths.checked(key.id()));
                Folder model = versions.enter(version)) {
            if (model.isEmpty()) {
                return Optional.empty();
            }
            Instant lastUse = LastUse.of(versions.at(version));
            return Optional.of(new Usage(paths.model(key), Contents.size(model), lastUse));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    List<Entry> entries(ModelKey key) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Folder model =
                paths.open(CachePaths.checked(key.id()), key.version().text())) {
            Contents.walk(
                    model,
                    (path, attributes) -> entries.add(new Entry(path, attributes.size(), attributes.isRegularFile())));
        }
        return entries;
    }

    /** Opens a file by its name in {@link #entries}. */
    Optional<InputStream> open(ModelKey key, String file) throws IOException {
        List<String> names = new ArrayList<>(
                List.of(CachePaths.checked(key.id()), key.version().text()));
        names.addAll(List.of(file.split("/", -1)));
        if (!names.stream().allMatch(CachePaths::isSegment)) {
            return Optional.empty();
        }
        String last = names.remove(names.size() - 1);
        try (Folder folder = paths.open(names.toArray(String[]::new))) {
            return folder.open(last, Long.MAX_VALUE);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    /** The names of the caches for parts. */
    List<String> parts() throws IOException {
        List<String> parts = new ArrayList<>();
        try (Folder folder = paths.open(CachePaths.PARTS)) {
            for (String name : folder.names()) {
                if (folder.look(name).filter(BasicFileAttributes::isDirectory).isPresent()) {
                    parts.add(name);
                }
            }
        } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return parts;
    }

    /** @return how many bytes were freed */
    long sweep() throws IOException {
        long[] freed = {0};
        try (Folder root = paths.open()) {
            freed[0] += Leftovers.sweepTemporaries(root);
            eachId(root, (id, versions) -> {
                freed[0] += Leftovers.sweepTemporaries(versions);
                for (String name : versions.names()) {
                    if (name.endsWith("~")) {
                        freed[0] += Leftovers.sweepPython(versions, name, false);
                    }
                }
            });
        } catch (NoSuchFileException | NotDirectoryException e) {
            return 0;
        } catch (AccessDeniedException e) {
            requirePart(e);
        }
        return freed[0];
    }

    /** An unreadable part is skipped; an unreadable cache is an error. */
    private void requirePart(AccessDeniedException failure) throws AccessDeniedException {
        if (paths.below().isEmpty()) {
            throw failure;
        }
        skipped(paths.root(), failure);
    }

    private static void skipped(Path place, IOException failure) {
        System.getLogger(Inventory.class.getName()).log(Logger.Level.DEBUG, () -> place + " is skipped", failure);
    }
}
