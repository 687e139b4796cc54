package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel export}. */
@Command(
        header = "Exports a model to a folder, an archive or an OCI image layout, and prints its id.",
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

    @Mixin
    private final Reference reference = new Reference();

    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            description = "What to write, in a folder that exists: *.tar.gz and *.zip are archives, anything else is a"
                    + " folder.")
    private String target = "";

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
        // Its classes are many, and loaded by this command alone.
        Exporting exporting =
                new Exporting(reference.ref(), Environment.system().path(target), format, mayReplace);
        try (AudModel audmodel = root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            AudModel client = waiting.on(audmodel).withProgress(bar);
            exporting.run(client, bar, root);
        }
        return ExitStatus.DONE;
    }
}
