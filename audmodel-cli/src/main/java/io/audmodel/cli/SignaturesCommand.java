package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.cli.trust.StoredSignatures;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel signatures}. */
@Command(
        header = "Prints the signatures of a model, one a line: its mark, and whom it names.",
        description =
                "Nothing of them is verified: anybody who may write to the repository can put any there. 'audmodel"
                        + " verify' says who signed.",
        footer = {"", "Example: audmodel signatures emotion-best"})
final class SignaturesCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    @Option(names = "--remove", paramLabel = "MARK", description = "Remove the one with this mark, and print nothing.")
    private @Nullable String mark;

    SignaturesCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open()) {
            if (mark != null) {
                StoredSignatures.remove(audmodel, reference.ref(), mark);
                return ExitStatus.DONE;
            }
            StoredSignatures signatures = StoredSignatures.of(audmodel, reference.ref());
            root.output().print(signatures.lines(), signatures.asMaps());
        }
        return ExitStatus.DONE;
    }
}
