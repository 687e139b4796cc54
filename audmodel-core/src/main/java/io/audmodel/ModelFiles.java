package io.audmodel;

import io.audmodel.archive.ArchiveReader;
import io.audmodel.cache.Cache;
import io.audmodel.error.CacheException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Single files of a model: from the cache if the model is there, else out of the archive where it is stored. */
final class ModelFiles {

    /** All of a very small archive; of others the rest is asked for. */
    private static final int FIRST = 64 << 10;

    private final References references;
    private final Headers headers;
    private final Supplier<Cache> cache;
    private final Memory memory;
    private final ArchiveLimits limits;

    ModelFiles(References references, Headers headers, Supplier<Cache> cache, Memory memory, Settings settings) {
        this.references = references;
        this.headers = headers;
        this.cache = cache;
        this.memory = memory;
        this.limits = settings.limits();
    }

    List<ModelFile> files(ModelRef ref) {
        ModelKey key = references.resolve(ref);
        Optional<Path> folder = cache.get().find(key);
        if (folder.isPresent()) {
            return cached(folder.get());
        }
        try (StoredArchive archive = open(key)) {
            return archive.reader(limits).files().stream()
                    .map(file -> ModelFile.packed(file.name(), file.size(), file.crc()))
                    .sorted(Comparator.comparing(ModelFile::name))
                    .toList();
        }
    }

    InputStream open(ModelRef ref, String name) {
        ModelKey key = references.resolve(ref);
        Optional<Path> folder = cache.get().find(key);
        return folder.isPresent() ? openCached(key, folder.get(), name) : openStored(key, name);
    }

    private InputStream openStored(ModelKey key, String name) {
        StoredArchive archive = open(key);
        boolean isOpen = false;
        try {
            ArchiveReader reader = archive.reader(limits);
            InputStream content =
                    archive.read(() -> reader.open(name, archive::close)).orElseThrow(() -> absent(key, name));
            isOpen = true;
            return content;
        } finally {
            if (!isOpen) {
                archive.close();
            }
        }
    }

    private StoredArchive open(ModelKey key) {
        return StoredArchive.open(headers.locate(key), memory, FIRST, Arrival.unwatched());
    }

    private static List<ModelFile> cached(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> ModelFile.cached(nameOf(folder, file), sizeOf(file)))
                    .sorted(Comparator.comparing(ModelFile::name))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(folder, e);
        }
    }

    private static InputStream openCached(ModelKey key, Path folder, String name) {
        Path file = fileOf(folder, name).orElseThrow(() -> absent(key, name));
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** What the list would name so: nothing beside the model, and nothing by a second name. */
    private static Optional<Path> fileOf(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            boolean isListed =
                    file.startsWith(folder) && nameOf(folder, file).equals(name) && Files.isRegularFile(file);
            return isListed ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String nameOf(Path folder, Path file) {
        return folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CacheException unreadable(Path folder, Exception cause) {
        return new CacheException("cannot read the cached model " + folder + ": " + cause.getMessage(), cause);
    }

    private static InvalidArgumentException absent(ModelKey key, String name) {
        return new InvalidArgumentException(
                "model " + key + " has no file '" + name + "'; files(ref) lists what it has, by paths with slashes");
    }
}
