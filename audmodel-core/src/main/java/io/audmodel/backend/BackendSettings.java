package io.audmodel.backend;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a backend is made with: what the code sets, and the environment it may look further in. Immutable. Shows names
 * of options only, never a value.
 */
public final class BackendSettings {

    private final Map<String, String> options;
    private final Environment environment;
    private final Path temporaryRoot;

    /**
     * @param options set in code for one repository, such as credentials; each backend documents its own, and refuses
     *     others
     * @param temporaryRoot an existing folder for files that a backend has to keep while it works
     */
    public BackendSettings(Map<String, String> options, Environment environment, Path temporaryRoot) {
        this.options = Map.copyOf(options);
        this.environment = environment;
        this.temporaryRoot = temporaryRoot;
    }

    public Map<String, String> options() {
        return options;
    }

    public Environment environment() {
        return environment;
    }

    /** An existing folder for files that a backend has to keep while it works. */
    public Path temporaryRoot() {
        return temporaryRoot;
    }

    @Override
    public String toString() {
        return "BackendSettings[options=" + new TreeSet<>(options.keySet()) + "]";
    }
}
