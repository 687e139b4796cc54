package io.audmodel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code audmodel help}. */
@Command(
        header = "Prints the help of a command, or the list of commands.",
        footer = {"", "Example: audmodel help alias set"})
final class HelpCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The name of the command; without it, the list of commands.")
    private List<String> names = new ArrayList<>();

    HelpCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine().getParent();
        for (String name : names) {
            CommandLine below = command.getSubcommands().get(name);
            if (below == null) {
                throw UsageErrors.noCommand(name, command);
            }
            command = below;
        }
        command.usage(root.terminal().out());
        return ExitStatus.DONE;
    }
}
