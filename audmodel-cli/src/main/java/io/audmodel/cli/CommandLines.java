package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.PlainText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Assembles the commands, and prints errors in one line. */
final class CommandLines {

    private CommandLines() {}

    static CommandLine of(Terminal terminal) {
        AudModelCommand root = new AudModelCommand(terminal);
        CommandLine line = new CommandLine(root);
        line.addSubcommand("publish", new PublishCommand(root));
        line.addSubcommand("load", new LoadCommand(root));
        line.addSubcommand("fetch", new FetchCommand(root));
        line.addSubcommand("resolve", new ResolveCommand(root));
        for (Question question : Question.values()) {
            line.addSubcommand(question.command(), question.asCommand(root));
        }
        line.addSubcommand("find", new FindCommand(root));
        line.addSubcommand("catalogue", new CatalogueCommand(root));
        line.addSubcommand("url", new UrlCommand(root));
        line.addSubcommand("uid", new UidCommand(root));
        line.addSubcommand("files", new FilesCommand(root));
        line.addSubcommand("cat", new CatCommand(root));
        line.addSubcommand("alias", new AliasCommand(root));
        line.addSubcommand("update-meta", new UpdateMetaCommand(root));
        line.addSubcommand("copy", new CopyCommand(root));
        line.addSubcommand("export", new ExportCommand(root));
        line.addSubcommand("sweep", new SweepCommand(root));
        line.addSubcommand("retire", new RetireCommand(root));
        line.addSubcommand("verify", new VerifyCommand(root));
        line.addSubcommand("sign", new SignCommand(root));
        line.addSubcommand("signatures", new SignaturesCommand(root));
        line.addSubcommand("keygen", new KeygenCommand(root));
        line.addSubcommand("exempt", new ExemptCommand(root));
        line.addSubcommand("bom", new BomCommand(root));
        line.addSubcommand("cache", new CacheCommand(root));
        line.addSubcommand("doctor", new DoctorCommand(root));
        line.addSubcommand("completion", new CompletionCommand(root));
        line.addSubcommand("help", new HelpCommand(root));
        Converters.register(line);
        // Their files would be read in the characters of the locale.
        line.setExpandAtFiles(false);
        HelpText.arrange(line, Terminal.columns());
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setParameterExceptionHandler((error, arguments) -> wrongUsage(root, error));
        line.setExecutionStrategy(parsed -> execute(terminal, parsed));
        line.setExecutionExceptionHandler((error, command, parsed) -> failed(root, error));
        return line;
    }

    /** Help is no command of picocli, so its failures have no handler. */
    private static int execute(Terminal terminal, ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutputLostException e) {
            return lost(terminal, e);
        }
    }

    private static int wrongUsage(AudModelCommand root, ParameterException error) {
        complain(root, error, UsageErrors.message(error));
        return ExitStatus.WRONG_USAGE;
    }

    /** Prints why the result could not be written, unless its reader has ended. */
    static int lost(Terminal terminal, OutputLostException error) {
        if (!error.readerLeft()) {
            terminal.err().println("audmodel: " + error.getMessage());
        }
        return ExitStatus.of(error);
    }

    private static int failed(AudModelCommand root, Exception error) {
        if (error instanceof OutputLostException lost) {
            return lost(root.terminal(), lost);
        }
        String message = Objects.requireNonNullElseGet(error.getMessage(), error::toString);
        complain(root, error, Wording.ofTool(message) + suggestion(root, error, message) + root.note(error, message));
        return ExitStatus.of(error);
    }

    private static String suggestion(AudModelCommand root, Exception error, String message) {
        if (!(error instanceof AliasNotFoundException) || !Terminal.isWatched()) {
            return "";
        }
        try (AudModel audmodel = root.open()) {
            return new Suggestions(audmodel).ofReference(message);
        } catch (AudModelException e) {
            return "";
        }
    }

    private static void complain(AudModelCommand root, Exception error, String message) {
        PrintWriter err = root.terminal().err();
        err.println("audmodel: " + PlainText.line(message.strip()));
        if (root.isVerbose()) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .map(line -> PlainText.line(line.replace("\t", "    ")))
                    .forEach(err::println);
        }
        err.flush();
    }
}
