package io.audmodel.cli;

import io.audmodel.cli.trust.PasswordSource;
import io.audmodel.cli.trust.Sharding;
import io.audmodel.cli.trust.SignerSource;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By which private key {@code audmodel publish} signs, if it does. */
final class PublishSignerOptions {

    @Option(
            names = "--sign-key",
            paramLabel = "FILE",
            description = "Sign the model by this private key in PEM, encrypted or not, before anybody sees it.")
    private @Nullable String file;

    @Option(
            names = "--sign-key-variable",
            paramLabel = "NAME",
            description = "Sign the model by the private key in this variable of the environment.")
    private @Nullable String variable;

    @Option(
            names = "--sign-command",
            paramLabel = "COMMAND",
            description = "Sign the model by a command that has the key, as 'audmodel sign --command' does.")
    private @Nullable String command;

    @Option(
            names = "--sign-public-key",
            paramLabel = "FILE",
            description = "The public key that belongs to the key of --sign-command, in PEM.")
    private @Nullable String publicKey;

    @Option(
            names = "--sign-certificate",
            paramLabel = "FILE",
            description = "The signer's certificate in PEM; give it again for those of the authorities above it.")
    private List<String> certificates = new ArrayList<>();

    @Option(
            names = "--sign-shard-size",
            paramLabel = "SIZE",
            description = "Sign parts of this length, from 1MiB to 1GB, in place of whole files: with 16MiB, loads that"
                    + " require the signature take hardly longer.")
    private @Nullable String shardSize;

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    boolean readsStandardInput() {
        return "-".equals(file);
    }

    Sharding sharding() {
        return new Sharding(shardSize == null ? 0 : Quantities.bytes(shardSize), false);
    }

    /** Empty if nothing of it is given. */
    Optional<SignerSource> source(InputStream in) {
        PasswordSource secret = password.source();
        boolean isGiven = file != null || variable != null || command != null || publicKey != null || shardSize != null;
        return isGiven || !certificates.isEmpty() || secret.isNamed()
                ? Optional.of(new SignerSource("--sign-", file, variable, command, publicKey, certificates, secret, in))
                : Optional.empty();
    }
}
