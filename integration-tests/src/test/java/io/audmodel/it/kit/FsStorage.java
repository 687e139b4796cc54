package io.audmodel.it.kit;

import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Backend;
import io.audmodel.backend.fs.FsBackendProvider;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;

/** Repositories that are folders. */
public final class FsStorage implements Storage {

    private final Path host;

    public FsStorage(Path host) {
        this.host = host;
    }

    @Override
    public Repository create(String name) {
        Repository repository = new Repository("file-system", host.toString(), name);
        try {
            Files.createDirectories(root(repository));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return repository;
    }

    @Override
    public Backend connect(Repository repository) {
        return Connections.open(new FsBackendProvider(), repository);
    }

    @Override
    public AudModelBuilder addTo(AudModelBuilder builder, Repository repository) {
        return builder.repository(repository);
    }

    @Override
    public SortedSet<String> everything(Repository repository) {
        return FileTree.of(root(repository)).names();
    }

    public static Path root(Repository repository) {
        return Path.of(repository.host(), repository.name());
    }
}
