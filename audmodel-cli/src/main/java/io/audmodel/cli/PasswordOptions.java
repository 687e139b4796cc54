package io.audmodel.cli;

import io.audmodel.cli.trust.PasswordSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the password of a private key is. It is never an argument: other users see those. */
final class PasswordOptions {

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password of the private key.")
    private @Nullable String file;

    @Option(
            names = "--password-variable",
            paramLabel = "NAME",
            description = "A variable of the environment with the password of the private key. Without these, an"
                    + " encrypted key is asked for on the terminal.")
    private @Nullable String variable;

    PasswordSource source() {
        return new PasswordSource(file, variable);
    }
}
