package io.audmodel.cli;

import io.audmodel.cli.trust.SignerSource;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By which private key {@code audmodel sign} signs. */
final class SignerOptions {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The private key in PEM, encrypted or not; - is standard input.")
    private @Nullable String file;

    @Option(
            names = "--key-variable",
            paramLabel = "NAME",
            description = "A variable of the environment with the private key in PEM.")
    private @Nullable String variable;

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            description = "A command of the shell that has the key, such as one of a key service: it reads the bytes to"
                    + " sign and writes the ECDSA signature in DER. AUDMODEL_DIGEST tells it which digest is signed.")
    private @Nullable String command;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The public key that belongs to the key of --command, in PEM.")
    private @Nullable String publicKey;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "The signer's certificate in PEM, by which others know the signer instead; give it again for"
                    + " those of the authorities above it, without the root.")
    private List<String> certificates = new ArrayList<>();

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    SignerSource source(InputStream in) {
        return new SignerSource("--", file, variable, command, publicKey, certificates, password.source(), in);
    }
}
