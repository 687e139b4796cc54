package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.error.AudModelException;
import io.audmodel.error.Spelling;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelHeader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for what somebody may have meant who found nothing. It costs a search or two, so that it is for those alone who read
 * errors on a terminal; what fails meanwhile is no further error.
 */
final class Suggestions {

    private static final int MOST_MODELS = 10_000;
    private static final int MOST_ALIASES = 200;

    private static final Pattern NO_ALIAS = Pattern.compile("alias '([A-Za-z0-9._-]+)' does not exist");

    private final AudModel client;

    Suggestions(AudModel client) {
        this.client = client;
    }

    /** For the end of a message that says which alias does not exist; empty for any other message, and if nothing is alike. */
    String ofReference(String message) {
        Matcher matcher = NO_ALIAS.matcher(message);
        if (!matcher.lookingAt()) {
            return "";
        }
        String text = matcher.group(1);
        try {
            Set<String> names = all(header -> Stream.of(header.name()));
            return names.contains(text)
                    ? "; it is the name of a model: 'audmodel find --name " + text + "' prints the ids"
                    : Spelling.hint(text, aliases());
        } catch (AudModelException e) {
            return "";
        }
    }

    private Set<String> aliases() {
        Set<String> aliases = new TreeSet<>();
        try (Stream<FoundModel> found = client.find(ModelQuery.all().alias("*"))) {
            found.limit(MOST_ALIASES)
                    .flatMap(model -> client.aliases(model.ref()).stream())
                    .map(Alias::name)
                    .forEach(aliases::add);
        }
        return aliases;
    }

    /** What no model has of a search that found none, with what some have that is alike; a line each. */
    List<String> ofSearch(QueryOptions wanted) {
        List<String> lines = new ArrayList<>();
        try {
            add(lines, "name", wanted.name(), all(header -> Stream.of(header.name())));
            add(
                    lines,
                    "subgroup",
                    wanted.subgroup(),
                    all(header -> Stream.of(header.subgroup().text())));
            Set<String> paths = wanted.parameterPaths().isEmpty()
                    ? Set.of()
                    : all(header -> paths("", header.parameters()).stream());
            wanted.parameterPaths().forEach(path -> add(lines, "parameter", Optional.of(path), paths));
        } catch (AudModelException e) {
            return lines;
        }
        return lines;
    }

    private static void add(List<String> lines, String what, Optional<String> wanted, Collection<String> known) {
        wanted.filter(text -> !text.contains("*") && !text.contains("?") && !known.contains(text))
                .flatMap(text -> Spelling.nearest(text, known)
                        .map(near -> "no model has the " + what + " '" + text + "'; did you mean '" + near + "'?"))
                .ifPresent(lines::add);
    }

    private Set<String> all(Function<ModelHeader, Stream<String>> texts) {
        Set<String> all = new TreeSet<>();
        try (Stream<FoundModel> found = client.find()) {
            found.limit(MOST_MODELS)
                    .flatMap(model -> texts.apply(model.header()))
                    .forEach(all::add);
        }
        return all;
    }

    /** The keys of all values, joined by dots where they lead into mappings. */
    private static List<String> paths(String before, Map<?, ?> values) {
        List<String> paths = new ArrayList<>();
        values.forEach((key, value) -> {
            paths.add(before + key);
            if (value instanceof Map<?, ?> below) {
                paths.addAll(paths(before + key + ".", below));
            }
        });
        return paths;
    }
}
