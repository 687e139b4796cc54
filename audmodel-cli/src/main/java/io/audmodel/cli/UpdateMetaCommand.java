package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel update-meta}. */
@Command(
        header = "Changes the metadata of a model, and prints the result.",
        description = "The file is merged into them: where both have a mapping, its entries are merged in turn; "
                + "anything else is replaced.",
        footer = {"", "Example: echo 'recall: {test: 0.71}' | audmodel update-meta emotion-best --meta -"})
final class UpdateMetaCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    @Option(
            names = "--meta",
            paramLabel = "FILE",
            required = true,
            description = "A YAML or JSON file with the metadata; - is standard input.")
    private String file = "";

    @Option(names = "--replace", description = "Replace the metadata as a whole instead.")
    private boolean replace;

    UpdateMetaCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ModelRef ref = reference.ref();
        Map<Object, Object> meta = root.documents().mapping(file);
        try (AudModel audmodel = root.open()) {
            root.output().print(replace ? audmodel.replaceMeta(ref, meta) : audmodel.updateMeta(ref, meta));
        }
        return ExitStatus.DONE;
    }
}
