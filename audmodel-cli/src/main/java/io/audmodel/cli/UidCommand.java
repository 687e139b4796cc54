package io.audmodel.cli;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.LegacyId;
import io.audmodel.model.LegacyId.Visibility;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ShortId;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel uid}. */
@Command(
        header = "Prints the id that a model with this name, subgroup and parameters has.",
        description = "This is the short id, or with --version the id. No repository is asked.",
        footer = {"", "Example: audmodel uid --name emotion --subgroup speech.mlp --params params.yaml --version 1.0.0"
        })
final class UidCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Identity identity = new Identity();

    @Option(names = "--version", paramLabel = "V", description = "The version, such as 1.0.0.")
    private @Nullable String version;

    @Option(
            names = "--legacy",
            description = "Print the legacy id: that of models published before short ids existed. Needs --version, and"
                    + " the parameters in the order in which they were published.")
    private boolean legacy;

    @Option(names = "--private", description = "With --legacy: the model was in the private repository.")
    private boolean isPrivate;

    UidCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        root.output().print(legacy ? legacyId() : id());
        return ExitStatus.DONE;
    }

    private ModelRef id() {
        if (isPrivate) {
            throw new InvalidArgumentException("--private works only with --legacy: other ids do not depend on it");
        }
        // A short id does not depend on this version, and ids may have versions that cannot be published.
        ShortId id = identity.request(Path.of(""), "1.0.0", false, root.documents())
                .id()
                .shortId();
        return version == null ? id : id.version(Version.of(version));
    }

    private ModelRef legacyId() {
        if (version == null) {
            throw new InvalidArgumentException("--legacy needs --version: the version is a part of a legacy id");
        }
        return LegacyId.derive(
                identity.name(),
                identity.subgroup(),
                identity.parameters(root.documents()),
                Version.of(version),
                isPrivate ? Visibility.PRIVATE : Visibility.PUBLIC);
    }
}
