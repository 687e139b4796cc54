package io.audmodel.junit;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Makes the stores of a fixture. */
record TestStores(RepositoryStorage storage, TemporaryFolders folders, Environment environment) {

    private static final String HOST = "repositories";

    Map<String, TestRepository> open(List<String> names) {
        Path host = folders.create(HOST);
        Map<String, TestRepository> opened = new LinkedHashMap<>();
        for (String name : names) {
            Repository repository = switch (storage) {
                case MEMORY -> new Repository("memory", "test", name);
                case FOLDER -> Repository.fileSystem(host, name);
            };
            opened.put(name, open(repository, store(repository, host)));
        }
        return opened;
    }

    private TestRepository open(Repository repository, Backend store) {
        UnreliableBackend seen = new UnreliableBackend(repository.toString(), store);
        AudModel publisher =
                builder(folders, environment).repository(repository, store).build();
        return new TestRepository(repository, seen, publisher, folders.create("published"));
    }

    private Backend store(Repository repository, Path host) {
        if (storage == RepositoryStorage.MEMORY) {
            return new InMemoryBackend();
        }
        try {
            Files.createDirectory(host.resolve(repository.name()));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of " + repository + " cannot be made", e);
        }
        BackendSettings settings = new BackendSettings(Map.of(), environment, folders.create("temporary"));
        return ServiceLoader.load(BackendProvider.class, TestStores.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.names().contains(repository.backend()))
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "repositories in folders need the jar audmodel-backend-fs: add it to the tests"))
                .connect(repository, settings);
    }

    /** A client with a cache of its own, which knows nothing of the environment of the tests. */
    static AudModelBuilder builder(TemporaryFolders folders, Environment environment) {
        return AudModel.builder()
                .environment(environment)
                .online()
                .cacheRoot(folders.create("cache"))
                .temporaryRoot(folders.create("temporary"));
    }
}
