package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the password of a private key is; the terminal, if nothing is named. What is read belongs to the caller, who
 * overwrites it.
 *
 * @param file whose first line it is
 * @param variable of the environment
 */
public record PasswordSource(
        @Nullable String file, @Nullable String variable) {

    private static final String WHAT = "a password";
    private static final int MOST = 1 << 12;

    public PasswordSource {
        if (file != null && variable != null) {
            throw new InvalidArgumentException("--password-file and --password-variable exclude each other: name one");
        }
    }

    /** Whether a file or a variable is named. */
    public boolean isNamed() {
        return file != null || variable != null;
    }

    /** Logs that others may read the file of the password, if they may. */
    void warnOfReaders() {
        if (file != null) {
            OptionInputs.warnOfReaders(file, WHAT);
        }
    }

    /** The password of a key that is encrypted. */
    char[] ofKey(String key) {
        if (isNamed()) {
            return named();
        }
        Console console = console()
                .orElseThrow(() -> new InvalidArgumentException("the private key in " + key
                        + " is encrypted, and there is no terminal to ask for its password: name it by --password-file or"
                        + " --password-variable"));
        return asked(console, "Password of " + key + ": ");
    }

    /** The password of a new key, which is asked for twice. */
    char[] ofNewKey() {
        if (isNamed()) {
            return named();
        }
        Console console = console()
                .orElseThrow(() -> new InvalidArgumentException("there is no terminal to ask for a password of the new"
                        + " key: name it by --password-file or --password-variable, or say --no-password"));
        char[] password = asked(console, "Password of the new key: ");
        char[] repeated = asked(console, "The same password again: ");
        try {
            if (!Arrays.equals(password, repeated)) {
                Arrays.fill(password, ' ');
                throw new InvalidArgumentException("the two passwords differ: begin again");
            }
            return password;
        } finally {
            Arrays.fill(repeated, ' ');
        }
    }

    private char[] named() {
        if (variable != null) {
            return OptionInputs.variable(variable, WHAT).toCharArray();
        }
        byte[] bytes = OptionInputs.file(String.valueOf(file), WHAT, MOST);
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        int length = 0;
        while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
            length++;
        }
        try {
            if (length == 0) {
                throw new InvalidArgumentException("the first line of " + file + " is empty: it is to be " + WHAT);
            }
            return Arrays.copyOf(text.array(), length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text.array(), ' ');
        }
    }

    private static char[] asked(Console console, String question) {
        char[] password = console.readPassword("%s", question);
        if (password == null || password.length == 0) {
            throw new InvalidArgumentException(
                    "no password was typed: begin again, or name it by --password-file or" + " --password-variable");
        }
        return password;
    }

    /** Since JDK 22 there is a console without a terminal too, which would read a password from anything. */
    @SuppressWarnings("SystemConsoleNull")
    private static Optional<Console> console() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            Object isTerminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(isTerminal) ? Optional.of(console) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.of(console);
        }
    }
}
