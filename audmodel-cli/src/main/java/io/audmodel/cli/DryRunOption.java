package io.audmodel.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * The option of all commands that change something. With it the root command makes clients that write nothing, so that a
 * command has to ask only about what it writes itself.
 */
final class DryRunOption {

    static final String NAME = "--dry-run";

    private static final List<String> COMMANDS = List.of(
            "publish",
            "load",
            "fetch",
            "catalogue",
            "alias set",
            "alias remove",
            "update-meta",
            "copy",
            "export",
            "sweep",
            "retire",
            "verify",
            "sign",
            "signatures",
            "keygen",
            "cache remove",
            "cache prune");

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = NAME,
            description = "Check what can be checked, say on standard error what would be done, and change nothing.")
    private boolean isGiven;

    /** Adds it to those of the commands that were assembled. */
    static void addTo(CommandLine root) {
        for (String command : COMMANDS) {
            @Nullable CommandLine below = root;
            for (String name : command.split(" ")) {
                below = below == null ? null : below.getSubcommands().get(name);
            }
            if (below != null) {
                below.getCommandSpec().addMixin("dryRun", CommandSpec.forAnnotatedObject(new DryRunOption()));
            }
        }
    }

    /** Whether it is given to the command that a command line names. */
    static boolean isGiven(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return command.matchedOptionValue(NAME, false);
    }
}
