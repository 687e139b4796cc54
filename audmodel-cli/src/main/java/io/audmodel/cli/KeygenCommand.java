package io.audmodel.cli;

import io.audmodel.cli.trust.NewKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel keygen}. */
@Command(
        header = "Makes a pair of keys to sign models with, and prints the name of the key.",
        description = "The private key is encrypted by a password, which is asked for on the terminal unless it is in a"
                + " file or a variable. Only this user may read its file. The name of a key is the SHA-256 of its public"
                + " half: signatures name it. No file is overwritten.",
        footer = {"", "Example: audmodel keygen release.pem"})
final class KeygenCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Parameters(paramLabel = "FILE", description = "The file for the private key, in PEM.")
    private Path file = Path.of("");

    @Option(
            names = "--public",
            paramLabel = "FILE",
            description = "The file for the public key; by default release.pub beside release.pem.")
    private @Nullable Path publicFile;

    @Option(names = "--curve", paramLabel = "CURVE", description = "P-256 (by default), P-384 or P-521.")
    private String curve = "P-256";

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    @Option(names = "--no-password", description = "Do not encrypt the private key.")
    private boolean isPlain;

    KeygenCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (root.isDry()) {
            NewKey.plan(curve, file, publicFile, isPlain, password.source())
                    .forEach(planned -> root.would("write " + planned));
            return ExitStatus.DONE;
        }
        NewKey made = NewKey.make(curve, file, publicFile, isPlain, password.source());
        root.output().print(made.name(), made.asMap());
        return ExitStatus.DONE;
    }
}
