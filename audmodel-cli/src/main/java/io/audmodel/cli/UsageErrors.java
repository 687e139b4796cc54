package io.audmodel.cli;

import io.audmodel.error.Spelling;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words the errors of command lines, with a suggestion for mistyped words. */
final class UsageErrors {

    private static final Pattern VALUE_OF_FLAG =
            Pattern.compile("Invalid value for option '([^']+)': '.*' is not a boolean");

    private static final Pattern NO_NUMBER = Pattern.compile("is not an? (?:int|long)$");

    private static final Pattern TOO_FEW = Pattern.compile(
            "positional parameter at index \\S+ \\((.*)\\) requires at least \\d+ values, but only \\d+ were specified: \\[(.*)]");

    private static final String NO_COMMAND = "Missing required subcommand";

    private UsageErrors() {}

    static String message(ParameterException error) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        String help = "; see '" + command.qualifiedName() + " --help'";
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command, help);
        }
        String message = Objects.requireNonNullElseGet(error.getMessage(), error::toString);
        String words = message.equals(NO_COMMAND) ? "A command is missing" : message;
        String flags = VALUE_OF_FLAG.matcher(words).replaceFirst("the option '$1' takes no value");
        String numbers = NO_NUMBER.matcher(flags).replaceFirst("is not a whole number, or too large");
        return TOO_FEW.matcher(numbers)
                        .replaceFirst("what is wanted is $1, and given is only '$2'")
                        .replaceFirst("\\.$", "")
                + help;
    }

    /** One of the group's names is not what the word says. */
    static ParameterException noCommand(String word, CommandLine group) {
        return new UnmatchedArgumentException(group, List.of(word));
    }

    private static String unmatched(UnmatchedArgumentException error, CommandSpec command, String help) {
        String word = error.getUnmatched().get(0);
        if (error.isUnknownOption()) {
            String name = word.replaceFirst("=.*", "");
            return "there is no option '" + name + "'" + help
                    + Spelling.hint(name, command.optionsMap().keySet());
        }
        return command.subcommands().isEmpty()
                ? "there is no place for the argument '" + word + "'" + help
                : "there is no command '" + word + "'" + help
                        + Spelling.hint(word, command.subcommands().keySet());
    }
}
