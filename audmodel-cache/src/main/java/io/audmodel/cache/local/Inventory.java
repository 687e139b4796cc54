package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Usage;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is in a cache, seen without a lock while others fill and remove. */
final class Inventory {

    private final CachePaths paths;

    Inventory(CachePaths paths) {
        this.paths = paths;
    }

    Set<ModelKey> models() throws IOException {
        paths.refuseFileAsRoot();
        Set<ModelKey> models = new HashSet<>();
        for (Path ids : entries(paths.root())) {
            String id = ids.getFileName().toString();
            if (CachePaths.isId(id)) {
                for (Path model : entries(ids)) {
                    Optional<Version> version = versionOf(model.getFileName().toString());
                    if (version.isPresent() && !FilledFolders.isEmpty(model)) {
                        models.add(new ModelKey(id, version.get()));
                    }
                }
            }
        }
        return models;
    }

    Optional<Usage> usage(ModelKey key) throws IOException {
        Path model = paths.model(key);
        if (FilledFolders.isEmpty(model)) {
            paths.refuseFileAsRoot();
            return Optional.empty();
        }
        try {
            Instant lastUse = LastUse.of(model);
            Size size = new Size();
            Files.walkFileTree(model, size);
            return Optional.of(new Usage(model, size.bytes, lastUse));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static Optional<Version> versionOf(String text) {
        try {
            return Optional.of(Version.parse(text));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }

    private static final class Size extends SimpleFileVisitor<Path> {

        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
