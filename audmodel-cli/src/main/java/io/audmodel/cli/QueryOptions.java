package io.audmodel.cli;

import io.audmodel.ModelQuery;
import io.audmodel.error.InvalidArgumentException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which models are wanted. */
final class QueryOptions {

    static final String LANGUAGE = "In a GLOB, * stands for any text and ? for any character; "
            + "put it in quotes. A CONDITION is a key, or keys joined by dots, then one of = "
            + "!= < <= > >= and a YAML scalar, or ~ and a GLOB.";

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

    /** Whether none of them is given. */
    boolean areNone() {
        return !latest
                && parameters.isEmpty()
                && meta.isEmpty()
                && Stream.of(name, subgroup, author, alias, from, until).allMatch(option -> option == null);
    }

    /**
     * Makes sure that models are named in one way alone.
     *
     * @param verb what is done with them
     * @param areNamed whether there are references
     * @param all whether all models are asked for
     * @param example of a condition that fits
     * @throws InvalidArgumentException if they are named in no way or in several
     */
    void requireOneWay(String verb, boolean areNamed, boolean all, String example) {
        if (Stream.of(areNamed, all, !areNone()).filter(given -> given).count() != 1) {
            throw new InvalidArgumentException("what to " + verb + " is said in one way: by REF, by conditions such as "
                    + example + ", or by --all");
        }
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    Optional<String> subgroup() {
        return Optional.ofNullable(subgroup);
    }

    /** The paths of the conditions on parameters. */
    List<String> parameterPaths() {
        return conditions("--param", parameters).stream().map(Condition::path).toList();
    }

    /** @throws InvalidArgumentException if a condition is malformed, or no day is within the dates */
    ModelQuery query() {
        if (from != null && until != null && until.isBefore(from)) {
            throw new InvalidArgumentException(
                    "no day is from " + from + " until " + until + ": give the earlier one to --from");
        }
        ModelQuery query = latest ? ModelQuery.all().latest() : ModelQuery.all();
        query = name == null ? query : query.name(name);
        query = subgroup == null ? query : query.subgroup(subgroup);
        query = author == null ? query : query.author(author);
        query = alias == null ? query : query.alias(alias);
        query = from == null ? query : query.publishedFrom(from);
        query = until == null ? query : query.publishedUntil(until);
        for (Condition condition : conditions("--param", parameters)) {
            query = query.parameter(condition.path(), condition.comparison(), condition.value());
        }
        for (Condition condition : conditions("--meta", meta)) {
            query = query.meta(condition.path(), condition.comparison(), condition.value());
        }
        return query;
    }

    /** Why the conditions may match nothing although models have values there. */
    Stream<String> doubts() {
        return Stream.concat(conditions("--param", parameters).stream(), conditions("--meta", meta).stream())
                .flatMap(condition -> condition.doubt().stream());
    }

    private static List<Condition> conditions(String option, List<String> texts) {
        return texts.stream().map(text -> Condition.parse(option, text)).toList();
    }
}
