package io.audmodel.backend.artifactory;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Map;

/** Configurations and connections of tests, none of which depends on the machine. */
final class Connecting {

    static final String USER = "sphinx";

    private Connecting() {}

    static Repository repository(String host) {
        return new Repository("artifactory", host, "models");
    }

    /** @param home the home folder, and that for temporary files */
    static BackendSettings settings(Map<String, String> options, Map<String, String> variables, Path home) {
        return new BackendSettings(options, Environment.of(variables, home, USER), home);
    }

    static ArtifactoryConfig config(Repository repository, Map<String, String> options) {
        return ArtifactoryConfig.of(repository, settings(options, Map.of(), Path.of(System.getProperty("java.io.tmpdir"))));
    }

    /** Repeats without waiting. */
    static Backend impatient(ArtifactoryConfig config) {
        return new ArtifactoryBackend(config, new Retry(millis -> {}));
    }
}
