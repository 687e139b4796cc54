package io.audmodel.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code audmodel completion}. */
@Command(
        header = "Prints a script that completes commands and options in bash and zsh.",
        footer = {"", "Example: source <(audmodel completion)"})
final class CompletionCommand implements Callable<Integer> {

    private final AudModelCommand root;

    CompletionCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CommandLine all = CommandLines.of(root.terminal());
        root.terminal().out().print(AutoComplete.bash("audmodel", all));
        return ExitStatus.DONE;
    }
}
