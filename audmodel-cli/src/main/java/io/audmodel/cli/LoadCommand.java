package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.model.ModelRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel load}. */
@Command(
        header = "Fetches models unless they are cached, and prints their folders, one a line.",
        description = "Do not change the folders: others share them. The first model that cannot be loaded ends the "
                + "command; those before it are loaded.",
        footer = {
            "",
            "Example: weights=$(audmodel load emotion-best)/weights.bin",
            "Example: audmodel load emotion-best --only '*.json' --only 'tokenizer/**'"
        })
final class LoadCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final ModelArguments models = new ModelArguments();

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description =
                    "Fetch only the files that match: * stands for any characters but slashes, ** for any, ? for one. Give"
                            + " it once or more. The folder of a model that is cached as a whole has the others, too.")
    private List<String> patterns = List.of();

    @Mixin
    private final Waiting waiting = new Waiting();

    LoadCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = models.refs();
        Optional<FilePatterns> wanted =
                patterns.isEmpty() ? Optional.empty() : Optional.of(FilePatterns.of(patterns.toArray(String[]::new)));
        try (AudModel audmodel = root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            AudModel client = waiting.on(audmodel).withProgress(bar);
            if (root.isDry()) {
                PlannedLoad.print(root, client, refs, wanted);
                return ExitStatus.DONE;
            }
            root.output()
                    .printEach(refs, ref -> wanted.isPresent() ? client.load(ref, wanted.get()) : client.load(ref));
        }
        return ExitStatus.DONE;
    }
}
