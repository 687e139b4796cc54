package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.cli.trust.SignedSearch;
import io.audmodel.cli.trust.TrustSource;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel find}. */
@Command(
        header = "Prints the ids of all models that meet every condition, one a line.",
        description = "The ids are in no particular order; --json adds the headers. Finding nothing is no error. "
                + QueryOptions.LANGUAGE,
        footer = {"", "Example: audmodel find --subgroup 'speech.*' --param 'layers>=3' --param 'net~cnn*' --latest"})
final class FindCommand implements Callable<Integer> {

    /** How much of an id the versions of a model share. */
    private static final int ID = 8;

    /** The columns of a table that are never cut. */
    private static final int WHOLE = 2;

    private final AudModelCommand root;

    @Mixin
    private final QueryOptions wanted = new QueryOptions();

    @Option(
            names = "--signed-by",
            paramLabel = "FILE",
            description =
                    "Somebody has signed the model whose public key, or whose authority's certificate, is in this file in"
                            + " PEM; its files are not looked at. This costs two requests or more for each model that meets all others.")
    private List<Path> signers = new ArrayList<>();

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            description = "Of certificates below that of --signed-by, only those of this name count.")
    private List<String> subjects = new ArrayList<>();

    @Option(
            names = "--table",
            description = "Print a table for people, by name and version, as wide as the terminal at most.")
    private boolean table;

    FindCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ModelQuery query = wanted.query();
        if (table && root.isJson()) {
            throw new InvalidArgumentException("--table and --json are two forms of one result: choose one of them");
        }
        try (AudModel audmodel = root.open();
                Stream<FoundModel> all = audmodel.find(query)) {
            Stream<FoundModel> found = signers.isEmpty() && subjects.isEmpty()
                    ? all
                    : all.filter(SignedSearch.by(TrustSource.ofFiles(signers, subjects), audmodel));
            if (print(found) == 0) {
                wanted.doubts()
                        .forEach(doubt -> root.terminal().err().println("audmodel: nothing is found, but " + doubt));
                if (Terminal.isWatched()) {
                    new Suggestions(audmodel)
                            .ofSearch(wanted)
                            .forEach(line -> root.terminal().err().println("audmodel: " + line));
                }
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
            lines.lines(Terminal.columnsOfOutput(), WHOLE)
                    .forEach(root.terminal().out()::println);
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

    private static Map<String, Object> asMap(FoundModel model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", model.ref());
        model.repository().ifPresent(repository -> fields.put("repository", repository));
        fields.putAll(Question.asMap(model.header()));
        return fields;
    }
}
