package io.audmodel.backend;

import io.audmodel.error.ConfigurationException;
import io.audmodel.error.Spelling;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a backend is made with: the options of its repository, the environment and a temporary folder. Immutable. {@code
 * toString} shows names of options, never a value.
 */
public final class BackendSettings {

    /**
     * The name of an option that each backend has whose loads request ranges of archives: how many of them one load
     * requests at a time, from 1 to 999. Loads read it, not the backend; without it they find the number themselves.
     */
    public static final String LOAD_CONNECTIONS = "load_connections";

    /**
     * The name of an option that each backend has whose connections are limited: how many there are at most, from 1 to 9999. The
     * backend keeps the limit; loads read it too, and leave a quarter of the connections to other requests.
     */
    public static final String MAX_CONNECTIONS = "max_connections";

    /** The value of {@link #MAX_CONNECTIONS} where none is set. */
    public static final int USUAL_MAX_CONNECTIONS = 32;

    private static final Pattern NUMBER_OF_CONNECTIONS = Pattern.compile("[1-9]\\d{0,3}");

    private final Map<String, String> options;
    private final Environment environment;
    private final Path temporaryRoot;

    /**
     * @param options the options of one repository; each backend documents its options, and refuses others. Only code
     *     can pass credentials here
     * @param temporaryRoot an existing folder for temporary files of the backend
     */
    public BackendSettings(Map<String, String> options, Environment environment, Path temporaryRoot) {
        this.options = Map.copyOf(options);
        this.environment = environment;
        this.temporaryRoot = temporaryRoot;
    }

    /** Returns the options of the repository by their names; unmodifiable. */
    public Map<String, String> options() {
        return options;
    }

    /**
     * Returns the value of {@link #MAX_CONNECTIONS}.
     *
     * @throws ConfigurationException if it is no number from 1 to 9999
     */
    public int maxConnections() {
        String text = options.get(MAX_CONNECTIONS);
        if (text == null) {
            return USUAL_MAX_CONNECTIONS;
        }
        if (!NUMBER_OF_CONNECTIONS.matcher(text).matches()) {
            throw new ConfigurationException(
                    "'" + text + "' is no value of " + MAX_CONNECTIONS + ": say a number from 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    /**
     * Refuses options that the backend does not have.
     *
     * @param known the names of the backend's options
     * @throws ConfigurationException if there is another option; the message names it, and the most similar known one
     */
    public void requireKnown(Repository repository, Collection<String> known) {
        for (String name : new TreeSet<>(options.keySet())) {
            if (!known.contains(name)) {
                throw new ConfigurationException("the backend of " + repository + " has no option '" + name
                        + "': it has " + new TreeSet<>(known) + Spelling.hint(name, known));
            }
        }
    }

    /** Returns the environment of the client, where credentials and certificates may be. */
    public Environment environment() {
        return environment;
    }

    /** Returns an existing folder for temporary files of the backend. */
    public Path temporaryRoot() {
        return temporaryRoot;
    }

    @Override
    public String toString() {
        return "BackendSettings[options=" + new TreeSet<>(options.keySet()) + "]";
    }
}
