package io.audmodel.backend;

import io.audmodel.error.ConfigurationException;
import io.audmodel.error.Spelling;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a backend is made with: the options of its repository, and the environment it may look further in. Immutable. Shows names
 * of options only, never a value.
 */
public final class BackendSettings {

    private final Map<String, String> options;
    private final Environment environment;
    private final Path temporaryRoot;

    /**
     * @param options set for one repository; each backend documents its own, and refuses others. Credentials among them
     *     come from code alone
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

    /**
     * For backends: refuses options that they do not have.
     *
     * @param known their names
     * @throws ConfigurationException if there is another one, which is named, beside the one that may have been meant
     */
    public void requireKnown(Repository repository, Collection<String> known) {
        for (String name : new TreeSet<>(options.keySet())) {
            if (!known.contains(name)) {
                throw new ConfigurationException("the backend of " + repository + " has no option '" + name
                        + "': it has " + new TreeSet<>(known) + Spelling.hint(name, known));
            }
        }
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
