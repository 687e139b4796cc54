package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.cli.trust.StoredSignatures;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel signatures}. */
@Command(
        header = "Prints the signatures of models, one a line: its mark, and whom it names.",
        description =
                "Nothing of them is verified: anybody who may write to the repository can put any there. 'audmodel"
                        + " verify' says who signed.",
        footer = {"", "Example: audmodel signatures emotion-best"})
final class SignaturesCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final ModelArguments models = new ModelArguments();

    @Option(names = "--remove", paramLabel = "MARK", description = "Remove the one with this mark, and print nothing.")
    private @Nullable String mark;

    SignaturesCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = models.refs();
        if (mark != null && refs.size() > 1) {
            throw new InvalidArgumentException("--remove names a signature of one model: name that alone");
        }
        try (AudModel audmodel = root.open()) {
            if (mark != null) {
                StoredSignatures.remove(audmodel, refs.get(0), mark);
                return ExitStatus.DONE;
            }
            root.output()
                    .printEach(
                            refs,
                            ref -> StoredSignatures.of(audmodel, ref),
                            StoredSignatures::lines,
                            StoredSignatures::asMaps);
        }
        return ExitStatus.DONE;
    }
}
