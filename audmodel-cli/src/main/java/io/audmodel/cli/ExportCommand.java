package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel export}. */
@Command(
        header = "Exports models to folders, archives or OCI image layouts, and prints their ids.",
        description =
                "The target is there as a whole or not at all, and nothing is replaced unless you say so. The same"
                        + " model gives the same bytes each time.",
        footer = {
            "",
            "Example: audmodel export emotion-best emotion.tar.gz",
            "Example: audmodel export emotion-best emotion --format oci"
        })
final class ExportCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Parameters(
            index = "0..*",
            arity = "2..*",
            paramLabel = "REF TARGET [REF TARGET]...",
            hideParamSyntax = true,
            description =
                    "The model, and what to write, in a folder that exists: *.tar.gz and *.zip are archives, anything else is"
                            + " a folder. There may be several of both, in turn.")
    private List<String> words = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format, whatever TARGET is called: folder, tar.gz, zip, zip-deflated (for readers of a"
                    + " stream) or oci.")
    private @Nullable String format;

    @Option(
            names = "--replace",
            description = "Replace a file that is there; a folder with something in it always stays.")
    private boolean mayReplace;

    @Mixin
    private final Waiting waiting = new Waiting();

    ExportCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (words.size() % 2 != 0) {
            throw new InvalidArgumentException(
                    "'" + words.get(words.size() - 1) + "' has no target: each REF is followed by a TARGET");
        }
        // Its classes are many, and loaded by this command alone.
        List<Exporting> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            Path target = Environment.system().path(words.get(i + 1));
            all.add(new Exporting(ModelRef.of(words.get(i)), target, format, mayReplace));
        }
        try (AudModel audmodel = root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            AudModel client = waiting.on(audmodel).withProgress(bar);
            root.output()
                    .printEach(
                            all, each -> each.run(client, bar, root), Exporting.Result::id, Exporting.Result::fields);
        }
        return ExitStatus.DONE;
    }
}
