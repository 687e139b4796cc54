package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audmodel find}. */
@Command(
        header = "Prints the ids of all models that meet every condition, one a line.",
        description = "The ids are in no particular order; --json adds the headers. Finding nothing "
                + "is no error. In a GLOB, * stands for any text and ? for any character; "
                + "put it in quotes. A CONDITION is a key, or keys joined by dots, then one of = "
                + "!= < <= > >= and a YAML scalar, or ~ and a GLOB.",
        footer = {"", "Example: audmodel find --subgroup 'speech.*' --param 'layers>=3' --param 'net~cnn*' --latest"})
final class FindCommand implements Callable<Integer> {

    /** How much of an id the versions of a model share. */
    private static final int ID = 8;

    /** The columns of a table that are never cut. */
    private static final int WHOLE = 2;

    private final AudModelCommand root;

    @Option(names = "--name", paramLabel = "GLOB", description = "The name matches.")
    private @Nullable String name;

    @Option(names = "--subgroup", paramLabel = "GLOB", description = "The subgroup matches, such as 'emotion.*'.")
    private @Nullable String subgroup;

    @Option(names = "--author", paramLabel = "GLOB", description = "The author matches.")
    private @Nullable String author;

    @Option(names = "--alias", paramLabel = "GLOB", description = "An alias that matches points to the model.")
    private @Nullable String alias;

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "It was published on this day or later.")
    private @Nullable LocalDate from;

    @Option(names = "--until", paramLabel = "YYYY-MM-DD", description = "It was published on this day or earlier.")
    private @Nullable LocalDate until;

    @Option(names = "--param", paramLabel = "CONDITION", description = "A parameter meets the condition.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--meta",
            paramLabel = "CONDITION",
            description =
                    "A value in the metadata meets the condition. This costs a request for each model that meets all others.")
    private List<String> meta = new ArrayList<>();

    @Option(
            names = "--latest",
            description = "Consider only the latest version of each model, which has to meet the other conditions.")
    private boolean latest;

    @Option(
            names = "--table",
            description = "Print a table for people, by name and version, as wide as the terminal at most.")
    private boolean table;

    FindCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<Condition> ofParameters = conditions("--param", parameters);
        List<Condition> ofMeta = conditions("--meta", meta);
        ModelQuery query = query(ofParameters, ofMeta);
        if (table && root.isJson()) {
            throw new InvalidArgumentException("--table and --json are two forms of one result: choose one of them");
        }
        try (AudModel audmodel = root.open();
                Stream<FoundModel> found = audmodel.find(query)) {
            if (print(found) == 0) {
                Stream.concat(ofParameters.stream(), ofMeta.stream())
                        .flatMap(condition -> condition.doubt().stream())
                        .forEach(doubt -> root.terminal().err().println("audmodel: nothing is found, but " + doubt));
            }
        }
        return ExitStatus.DONE;
    }

    /** Returns how many were found. */
    private long print(Stream<FoundModel> found) {
        if (!table) {
            return root.output().printAll(found, FoundModel::ref, FindCommand::asMap);
        }
        List<FoundModel> all = found.sorted(Comparator.comparing(
                                (FoundModel model) -> model.header().name())
                        .thenComparing(model -> model.ref().toString().substring(0, ID))
                        .thenComparing(model -> model.header().version()))
                .toList();
        TextTable lines = new TextTable("ID", "DATE", "NAME", "SUBGROUP", "AUTHOR");
        all.forEach(model -> lines.add(
                model.ref().toString(),
                known(() -> model.header().date()),
                model.header().name(),
                model.header().subgroup().text(),
                known(() -> model.header().author())));
        if (!all.isEmpty()) {
            lines.lines(Terminal.columns(), WHOLE).forEach(root.terminal().out()::println);
        }
        return all.size();
    }

    /** A field of a header; a mark if it cannot be read. */
    private static String known(Supplier<Object> field) {
        try {
            return field.get().toString();
        } catch (CorruptContentException e) {
            return "?";
        }
    }

    private static List<Condition> conditions(String option, List<String> texts) {
        return texts.stream().map(text -> Condition.parse(option, text)).toList();
    }

    private ModelQuery query(List<Condition> ofParameters, List<Condition> ofMeta) {
        ModelQuery query = latest ? ModelQuery.all().latest() : ModelQuery.all();
        query = name == null ? query : query.name(name);
        query = subgroup == null ? query : query.subgroup(subgroup);
        query = author == null ? query : query.author(author);
        query = alias == null ? query : query.alias(alias);
        query = from == null ? query : query.publishedFrom(from);
        query = until == null ? query : query.publishedUntil(until);
        for (Condition condition : ofParameters) {
            query = query.parameter(condition.path(), condition.comparison(), condition.value());
        }
        for (Condition condition : ofMeta) {
            query = query.meta(condition.path(), condition.comparison(), condition.value());
        }
        return query;
    }

    private static Map<String, Object> asMap(FoundModel model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", model.ref());
        model.repository().ifPresent(repository -> fields.put("repository", repository));
        fields.putAll(Question.asMap(model.header()));
        return fields;
    }
}
