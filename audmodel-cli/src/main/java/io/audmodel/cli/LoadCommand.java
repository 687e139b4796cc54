package io.audmodel.cli;

import io.audmodel.AudModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audmodel load}. */
@Command(
        header = "Fetches a model unless it is cached, and prints its folder.",
        description = "Do not change the folder: others share it.",
        footer = {"", "Example: weights=$(audmodel load emotion-best)/weights.bin"})
final class LoadCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    @Mixin
    private final Waiting waiting = new Waiting();

    LoadCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            root.output().print(waiting.on(audmodel).withProgress(bar).load(reference.ref()));
        }
        return ExitStatus.DONE;
    }
}
