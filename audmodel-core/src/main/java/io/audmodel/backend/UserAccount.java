package io.audmodel.backend;

import io.audmodel.error.ConfigurationException;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user who runs this process, found as Python's {@code os.path.expanduser} and {@code getpass.getuser} find it: by
 * variables, then by the passwd file, which the JDK reads. In a container the user may be a number without an entry
 * there.
 *
 * @param passwdHome the home folder that the JDK reports; a question mark if it knows none
 * @param passwdName the user's name that the JDK reports; a question mark if it knows none
 */
record UserAccount(
        Map<String, String> variables,
        @Nullable String passwdHome,
        @Nullable String passwdName) {

    private static final List<String> NAMES = List.of("LOGNAME", "USER", "LNAME", "USERNAME");
    private static final String UNKNOWN = "?";

    /** @throws ConfigurationException if there is none, or none that this process can name */
    Path home() {
        String text = home(File.separatorChar == '/');
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(Damage.message("the home folder", text), e);
        }
    }

    private String home(boolean isPosix) {
        return Optional.ofNullable(isPosix ? variables.get("HOME") : null)
                .filter(value -> !value.isBlank())
                .or(() -> known(passwdHome))
                .map(value -> Damage.requireNone("the home folder", value))
                .orElseThrow(
                        () -> new ConfigurationException("no home folder is known: the variable HOME is not set, and"
                                + " the user of this process has no entry in the passwd file; set HOME"));
    }

    /** @throws ConfigurationException if there is none, or none that arrived undamaged */
    String name() {
        return NAMES.stream()
                .map(name -> Optional.ofNullable(variables.get(name)).orElse(""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .or(() -> known(passwdName))
                .map(value -> Damage.requireNone("the name of the user", value))
                .orElseThrow(() -> new ConfigurationException(
                        "no name of the user is known: none of the variables " + NAMES + " is set, and the user of this"
                                + " process has no entry in the passwd file; name the author, or set USER"));
    }

    private static Optional<String> known(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank() && !text.equals(UNKNOWN));
    }
}
