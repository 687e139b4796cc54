package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.PlainText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Assembles the commands, and prints errors in one line. */
final class CommandLines {

    /** In the order of the help. */
    private static final List<String> NAMES = names();

    private CommandLines() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("publish", "load", "fetch", "resolve"));
        for (Question question : Question.values()) {
            names.add(question.command());
        }
        names.addAll(
                List.of("find", "catalogue", "url", "uid", "files", "cat", "alias", "update-meta", "copy", "export"));
        names.addAll(List.of("sweep", "retire"));
        names.addAll(List.of("verify", "sign", "signatures", "keygen", "exempt"));
        names.addAll(List.of("bom", "cache", "doctor", "completion", "help"));
        return List.copyOf(names);
    }

    /** Every command, for those who list them. */
    static CommandLine of(Terminal terminal) {
        return of(terminal, NAMES);
    }

    /**
     * Runs the command that the arguments name. Only the commands whose names are among them are assembled, which saves a
     * short call a third of its time: what is parsed is the same. Who asks for help or is mistaken sees all of them.
     */
    static int run(Terminal terminal, String... arguments) {
        List<String> words = List.of(arguments);
        List<String> named = NAMES.stream().filter(words::contains).toList();
        boolean all = named.isEmpty() || words.stream().anyMatch(CommandLines::asksForHelp);
        CommandLine line = of(terminal, all ? NAMES : named);
        if (!all) {
            line.setParameterExceptionHandler((error, same) -> of(terminal).execute(same));
        }
        return line.execute(arguments);
    }

    /** Also where {@code -h} stands among other letters. */
    private static boolean asksForHelp(String word) {
        boolean isShort = word.startsWith("-") && !word.startsWith("--") && word.indexOf('h') > 0;
        return isShort || word.startsWith("--help") || word.equals("help");
    }

    private static CommandLine of(Terminal terminal, List<String> names) {
        AudModelCommand root = new AudModelCommand(terminal);
        CommandLine line = new CommandLine(root);
        names.forEach(name -> line.addSubcommand(name, command(name, root)));
        DryRunOption.addTo(line);
        Converters.register(line);
        // Their files would be read in the characters of the locale.
        line.setExpandAtFiles(false);
        HelpText.arrange(line, Terminal.columns());
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setParameterExceptionHandler((error, arguments) -> wrongUsage(root, error));
        line.setExecutionStrategy(parsed -> execute(root, parsed));
        line.setExecutionExceptionHandler((error, command, parsed) -> failed(root, error));
        return line;
    }

    private static Object command(String name, AudModelCommand root) {
        return switch (name) {
            case "publish" -> new PublishCommand(root);
            case "load" -> new LoadCommand(root);
            case "fetch" -> new FetchCommand(root);
            case "resolve" -> new ResolveCommand(root);
            case "find" -> new FindCommand(root);
            case "catalogue" -> new CatalogueCommand(root);
            case "url" -> new UrlCommand(root);
            case "uid" -> new UidCommand(root);
            case "files" -> new FilesCommand(root);
            case "cat" -> new CatCommand(root);
            case "alias" -> new AliasCommand(root);
            case "update-meta" -> new UpdateMetaCommand(root);
            case "copy" -> new CopyCommand(root);
            case "export" -> new ExportCommand(root);
            case "sweep" -> new SweepCommand(root);
            case "retire" -> new RetireCommand(root);
            case "verify" -> new VerifyCommand(root);
            case "sign" -> new SignCommand(root);
            case "signatures" -> new SignaturesCommand(root);
            case "keygen" -> new KeygenCommand(root);
            case "exempt" -> new ExemptCommand(root);
            case "bom" -> new BomCommand(root);
            case "cache" -> new CacheCommand(root);
            case "doctor" -> new DoctorCommand(root);
            case "completion" -> new CompletionCommand(root);
            case "help" -> new HelpCommand(root);
            default -> Question.of(name).asCommand(root);
        };
    }

    /** Help is no command of picocli, so its failures have no handler. */
    private static int execute(AudModelCommand root, ParseResult parsed) {
        ToolLogger.setVerbose(root.isVerbose());
        try {
            return DryRunOption.isGiven(parsed)
                    ? root.rehearse(() -> new RunLast().execute(parsed))
                    : new RunLast().execute(parsed);
        } catch (OutputLostException e) {
            return lost(root.terminal(), e);
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
        if (!(error instanceof AliasNotFoundException) || !Terminal.isWatched() || root.isDry()) {
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
