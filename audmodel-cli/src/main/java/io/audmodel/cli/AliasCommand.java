package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code audmodel alias}. */
@Command(
        synopsisSubcommandLabel = "COMMAND",
        header = "Sets, resolves, lists and removes aliases.",
        description = "An alias is a name that points to a model and can be moved to another.",
        footer = {"", "Example: audmodel alias set emotion-best 3e120e8d-2.0.0"})
final class AliasCommand {

    private static final String ALIAS =
            "A name of letters, digits, '.', '_' and '-' that does not have the form of an id.";

    private final AudModelCommand root;

    AliasCommand(AudModelCommand root) {
        this.root = root;
    }

    @Command(header = "Points the alias to the model, wherever it pointed before. Prints nothing.")
    int set(
            @Parameters(paramLabel = "ALIAS", description = ALIAS) String alias,
            @Parameters(paramLabel = Reference.LABEL, description = Reference.DESCRIPTION) String ref) {
        Alias name = Alias.of(alias);
        ModelRef target = ModelRef.of(ref);
        try (AudModel audmodel = root.open()) {
            String before = root.isDry() ? position(audmodel, name) : "";
            audmodel.setAlias(name, target);
            if (root.isDry()) {
                tellMove(root, name, before, audmodel.resolveAlias(name));
            }
        }
        return ExitStatus.DONE;
    }

    /** Says in a dry run where an alias would point. */
    static void tellMove(AudModelCommand root, AudModel audmodel, Alias alias, ExactRef target) {
        tellMove(root, alias, position(audmodel, alias), target);
    }

    private static void tellMove(AudModelCommand root, Alias alias, String before, ExactRef target) {
        root.would("point alias " + alias + ", " + before + ", to " + target);
    }

    private static String position(AudModel audmodel, Alias alias) {
        try {
            return "which points to " + audmodel.resolveAlias(alias) + " now";
        } catch (AliasNotFoundException e) {
            return "which is new";
        } catch (CorruptContentException e) {
            return "which is damaged now";
        }
    }

    @Command(header = "Prints the ids that the aliases point to now, one a line.")
    int resolve(@Parameters(arity = "1..*", paramLabel = "ALIAS", description = ALIAS) List<String> names) {
        List<Alias> aliases = names.stream().map(Alias::of).toList();
        try (AudModel audmodel = root.open()) {
            root.output().printEach(aliases, audmodel::resolveAlias);
        }
        return ExitStatus.DONE;
    }

    @Command(header = "Prints the aliases that point to the model, sorted, one a line; nothing if there are none.")
    int list(
            @Parameters(arity = "1..*", paramLabel = Reference.LABEL, description = Reference.DESCRIPTION)
                    List<String> texts) {
        List<ModelRef> refs = texts.stream().map(ModelRef::of).toList();
        try (AudModel audmodel = root.open()) {
            root.output().printEach(refs, audmodel::aliases);
        }
        return ExitStatus.DONE;
    }

    @Command(
            header = "Removes the aliases, and prints the ids that they pointed to, one a line.",
            description = "No history is kept, so that nobody can tell later; of one that could not be read nothing is"
                    + " printed, or among several an empty line. The models stay.")
    int remove(@Parameters(arity = "1..*", paramLabel = "ALIAS", description = ALIAS) List<String> names) {
        List<Alias> aliases = names.stream().map(Alias::of).toList();
        try (AudModel audmodel = root.open()) {
            if (aliases.size() == 1) {
                ExactRef target = audmodel.removeAlias(aliases.get(0));
                root.output().print(target == null ? List.of() : target, target);
            } else {
                // As each is removed: after a failure nobody else could tell.
                root.output().printEach(aliases, alias -> Objects.requireNonNullElse(audmodel.removeAlias(alias), ""));
            }
        }
        return ExitStatus.DONE;
    }
}
