package io.audmodel.it.kit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens backends as the client does, to look behind its back or to put something in between. */
public final class Connections {

    /** What a store of S3 is known to keep, for processes that a test starts. */
    static final String CONDITIONS = "TEST_CONDITIONAL_WRITES";

    private Connections() {}

    public static Backend open(Repository repository) {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.names().contains(repository.backend()))
                .map(provider -> open(provider, repository))
                .findFirst()
                .orElseThrow();
    }

    public static Backend open(BackendProvider provider, Repository repository) {
        Path temporaryRoot = Path.of(System.getProperty("java.io.tmpdir"));
        Environment environment = Environment.system();
        Map<String, String> options = environment
                .variable(CONDITIONS)
                .map(kept -> Map.of("conditional_writes", kept))
                .orElse(Map.of());
        return provider.connect(repository, new BackendSettings(options, environment, temporaryRoot));
    }
}
