package io.audmodel.backend;

import io.audmodel.error.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the library takes from the process around it. Everything that depends on the machine comes in through this, so
 * that tests and containers can say what it is. Immutable.
 */
public final class Environment {

    private final Map<String, String> variables;
    private final Path home;
    private final String userName;

    private Environment(Map<String, String> variables, Path home, String userName) {
        this.variables = Map.copyOf(variables);
        this.home = home;
        this.userName = userName;
    }

    /** The environment of this process. */
    public static Environment system() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("user.name"));
    }

    /**
     * @param variables the environment variables
     * @param home what {@code ~} stands for
     * @param userName the author and owner of what is published, where none is given
     */
    public static Environment of(Map<String, String> variables, Path home, String userName) {
        return new Environment(variables, home, userName);
    }

    /** The value of an environment variable; empty if it is not set, or is blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The home folder. */
    public Path home() {
        return home;
    }

    /** The name of the user that runs this process. */
    public String userName() {
        return userName;
    }

    /**
     * The path that the text names, where a leading {@code ~} stands for the home folder.
     *
     * @throws ConfigurationException if nothing on this system can have that name, as it holds a character that its
     *     names have not
     */
    public Path path(String text) {
        if (text.equals("~")) {
            return home;
        }
        try {
            return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    "'" + text + "' is no path on this system (" + e.getReason() + "): correct it, or set a locale with"
                            + " UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }

    /** Names no variable and no value: some of them are secrets. */
    @Override
    public String toString() {
        return "Environment[home=" + home + ", user=" + userName + "]";
    }
}
