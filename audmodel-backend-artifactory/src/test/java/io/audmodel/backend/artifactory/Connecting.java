package io.audmodel.backend.artifactory;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.support.Retry;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Configurations and connections of tests, none of which depends on the machine. */
final class Connecting {

    /** How often such a connection asks. */
    static final int ATTEMPTS = 5;

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
        return ArtifactoryConfig.of(
                repository, settings(options, Map.of(), Path.of(System.getProperty("java.io.tmpdir"))));
    }

    /** Repeats without waiting. */
    static Backend impatient(ArtifactoryConfig config) {
        return new ArtifactoryBackend(
                config, new Retry(ATTEMPTS, Duration.ofMinutes(2), bound -> 0, pause -> {}, System::nanoTime));
    }
}
