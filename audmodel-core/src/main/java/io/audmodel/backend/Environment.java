package io.audmodel.backend;

import io.audmodel.error.ConfigurationException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What the library takes from the process around it: variables, home folder and user name. Tests and containers can set
 * them. Immutable.
 */
public final class Environment {

    private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+$");

    private final Map<String, String> variables;
    private final Supplier<Path> home;
    private final Supplier<String> userName;

    private Environment(Map<String, String> variables, Supplier<Path> home, Supplier<String> userName) {
        this.variables = Map.copyOf(variables);
        this.home = home;
        this.userName = userName;
    }

    /**
     * Returns the environment of this process. As in Python, its home folder is {@code HOME}, or else that of the
     * passwd file, and the name of its user is the first that is set of {@code LOGNAME}, {@code USER}, {@code LNAME}
     * and {@code USERNAME}, or else that of the passwd file. A missing value fails when it is used, not here.
     */
    public static Environment system() {
        UserAccount account =
                new UserAccount(System.getenv(), System.getProperty("user.home"), System.getProperty("user.name"));
        return new Environment(account.variables(), account::home, account::name);
    }

    /**
     * @param variables the environment variables
     * @param home the folder that {@code ~} stands for
     * @param userName the default author of models
     */
    public static Environment of(Map<String, String> variables, Path home, String userName) {
        return new Environment(variables, () -> home, () -> userName);
    }

    /**
     * Returns the value of an environment variable; empty if it is not set, or blank. Line breaks at its end are cut
     * off: values that were read from files, such as secrets of a cluster, often have them.
     *
     * @throws ConfigurationException if it holds characters that the locale of this process lacks
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> LINE_END.matcher(value).replaceFirst(""))
                .map(value -> Damage.requireNone("the variable " + name, value));
    }

    /** Returns the names of all variables that are set. */
    public Set<String> variables() {
        return variables.keySet();
    }

    /**
     * Returns the home folder.
     *
     * @throws ConfigurationException if none is known, or its name holds characters that the locale of this process
     *     lacks
     */
    public Path home() {
        return home.get();
    }

    /**
     * Returns the path of a file in the home folder, such as {@code .config/audmodel.yaml}; empty if there is no home
     * folder.
     */
    public Optional<Path> inHome(String path) {
        try {
            Path folder = home();
            return Files.isDirectory(folder) ? Optional.of(folder.resolve(path)) : Optional.empty();
        } catch (ConfigurationException e) {
            System.getLogger("io.audmodel")
                    .log(Level.WARNING, "the file ~/{0} is not looked for: {1}", path, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Returns the name of the user who runs this process.
     *
     * @throws ConfigurationException if none is known
     */
    public String userName() {
        return userName.get();
    }

    /**
     * Returns the path that the text names; a leading {@code ~} stands for the home folder.
     *
     * @throws ConfigurationException if it is empty; if no file of this system can have that name; if it begins with the
     *     home of another user ({@code ~anna/}); if it begins with {@code ~} and no home folder is known; if it is a URL, or has
     *     quotation marks or blanks around it; or if it holds a variable in the syntax of a shell ({@code $HOME/models})
     *     and no folder of that name exists
     */
    public Path path(String text) {
        if (text.equals("~")) {
            return home();
        }
        PathText.requireMeant(text);
        try {
            Path path = text.startsWith("~/") ? home().resolve(text.substring(2)) : Path.of(text);
            PathText.requireExpanded(path);
            return path;
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    "'" + text + "' is no path on this system (" + e.getReason() + "): correct it, or set a locale with"
                            + " UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }

    /**
     * Returns the path that an environment variable names; empty if it is not set, or blank.
     *
     * @throws ConfigurationException as by {@link #variable(String)} and {@link #path(String)}; it names the variable
     */
    public Optional<Path> pathInVariable(String name) {
        return variable(name).map(text -> {
            try {
                return path(text);
            } catch (ConfigurationException e) {
                throw new ConfigurationException("the environment variable " + name + ": " + e.getMessage(), e);
            }
        });
    }

    /** Returns the number of variables, and neither names nor values: some of them are secrets. */
    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables]";
    }
}
