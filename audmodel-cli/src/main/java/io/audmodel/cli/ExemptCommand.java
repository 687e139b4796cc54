package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.cli.trust.Exemption;
import io.audmodel.model.ModelRef;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel exempt}. */
@Command(
        header = "Prints the lines of a list of models that need no signature: an id, and a digest of the model.",
        description = "Such a list is for repositories that have models from before signatures were required: the key"
                + " 'exempt' of 'trust' in the configuration file names it. Each model is loaded for it, unless it is cached,"
                + " whatever is required of models: look at what you exempt. In place of REF there may be conditions as those"
                + " of find, or --all. " + QueryOptions.LANGUAGE,
        footer = {"", "Example: audmodel exempt --until 2026-11-30 > before.txt"})
final class ExemptCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Parameters(arity = "0..*", paramLabel = Reference.LABEL, description = Reference.DESCRIPTION)
    private List<String> references = List.of();

    @Option(names = "--all", description = "All models.")
    private boolean all;

    @Mixin
    private final QueryOptions wanted = new QueryOptions();

    ExemptCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> named = references.stream().map(ModelRef::of).toList();
        wanted.requireOneWay("exempt", !named.isEmpty(), all, "--until YYYY-MM-DD");
        try (AudModel audmodel = root.openUnjudged();
                ProgressBar bar = ProgressBar.on(root.terminal());
                Stream<ModelRef> refs = !named.isEmpty()
                        ? named.stream()
                        : audmodel.find(wanted.query()).map(FoundModel::ref)) {
            AudModel loading = audmodel.withProgress(bar);
            root.output().printAll(refs.map(ref -> Exemption.of(loading, ref)), Exemption::toString, Exemption::asMap);
        }
        return ExitStatus.DONE;
    }
}
