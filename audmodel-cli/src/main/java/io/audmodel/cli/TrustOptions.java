package io.audmodel.cli;

import io.audmodel.cli.trust.TrustSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose signatures count. */
final class TrustOptions {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "A public key in PEM that is trusted; give it several times to trust any of them.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--chain",
            paramLabel = "FILE",
            description =
                    "Certificates in PEM that are trusted: a root, and others that may be between it and a signer;"
                            + " may be given several times.")
    private List<Path> chains = new ArrayList<>();

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            description =
                    "Of certificates, only those of this name count, such as 'CN=Jane Doe,O=Example'; may be given"
                            + " several times.")
    private List<String> subjects = new ArrayList<>();

    TrustSource source() {
        return new TrustSource(keys, chains, subjects);
    }
}
