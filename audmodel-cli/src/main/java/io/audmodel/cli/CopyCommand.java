package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.CopyReport;
import io.audmodel.CopyRequest;
import io.audmodel.FoundModel;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel copy}. */
@Command(
        header = "Copies models to another repository, and prints the ids of what is new there.",
        description = "A copy is the model byte for byte, with its metadata and signatures. Repeating an interrupted "
                + "copy sends only what the destination lacks. There may be several REFs, or in their place conditions as those of find, or "
                + "--all: then several models are copied at a time, one that cannot be copied does not keep the others from "
                + "it, and the command ends with the status of the first failure. " + QueryOptions.LANGUAGE,
        footer = {
            "",
            "Example: audmodel copy emotion-best --to s3:https://s3.eu-north-1.amazonaws.com#models --aliases",
            "Example: audmodel copy --subgroup 'emotion.*' --latest --to s3:https://s3.example.org#models --json"
        })
final class CopyCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Parameters(arity = "0..*", paramLabel = Reference.LABEL, description = Reference.DESCRIPTION)
    private List<String> references = List.of();

    @Option(names = "--all", description = "Copy all models.")
    private boolean all;

    @Mixin
    private final QueryOptions wanted = new QueryOptions();

    @Option(
            names = "--to",
            paramLabel = "BACKEND:HOST#NAME",
            required = true,
            description = "The repository that receives the copy.")
    private String destination = "";

    @Option(names = "--all-versions", description = "Copy all versions of the model, in ascending order.")
    private boolean allVersions;

    @Option(names = "--aliases", description = "Copy the aliases too, wherever they pointed at the destination before.")
    private boolean aliases;

    @Option(names = "--no-meta", description = "Leave the metadata out.")
    private boolean noMeta;

    CopyCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = references.stream().map(ModelRef::of).toList();
        wanted.requireOneWay("copy", !refs.isEmpty(), all, "--name GLOB");
        try (AudModel source = root.open();
                AudModel target = root.open(destination);
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            if (root.isDry()) {
                return tell(source, target, refs);
            }
            return switch (refs.size()) {
                case 0 -> copyFound(source, target);
                case 1 -> copyOne(source.withProgress(bar), target, refs.get(0));
                default -> copySeveral(new FoundCopies(source, target, this::with), refs.iterator());
            };
        }
    }

    private int copyOne(AudModel source, AudModel target, ModelRef ref) {
        CopyReport report = source.copy(with(CopyRequest.of(ref)), target);
        root.output().print(report.copied(), asMap(report));
        return ExitStatus.DONE;
    }

    private CopyRequest with(CopyRequest request) {
        CopyRequest asked = allVersions ? request.withAllVersions() : request;
        asked = aliases ? asked.withAliases() : asked;
        return noMeta ? asked.withoutMeta() : asked;
    }

    private int copyFound(AudModel source, AudModel target) {
        try (Stream<FoundModel> found = source.find(wanted.query())) {
            return copySeveral(
                    new FoundCopies(source, target, this::with),
                    found.map(FoundModel::ref).iterator());
        }
    }

    private int copySeveral(FoundCopies copies, Iterator<? extends ModelRef> refs) {
        copies.copy(refs, ref -> {
            if (!root.isJson()) {
                root.output().print(ref);
            }
        });
        if (root.isJson()) {
            root.output().print(copies.asMap());
        }
        copies.problems().forEach(problem -> root.terminal().err().println("audmodel: " + problem));
        return copies.failure().map(ExitStatus::of).orElse(ExitStatus.DONE);
    }

    /** Says what would be copied. */
    private int tell(AudModel source, AudModel target, List<ModelRef> refs) {
        Map<Boolean, List<ExactRef>> known =
                asked(source, refs).stream().collect(Collectors.partitioningBy(target::exists));
        List<ExactRef> missing = known.getOrDefault(false, List.of());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("missing", missing);
        fields.put("present", known.get(true));
        root.output().print(missing, fields);
        root.would("copy " + Wording.count(missing.size(), "model") + " to "
                + target.repositories().get(0));
        return ExitStatus.DONE;
    }

    private List<ExactRef> asked(AudModel source, List<ModelRef> refs) {
        if (!refs.isEmpty()) {
            return refs.stream()
                    .flatMap(ref -> asked(source, ref).stream())
                    .distinct()
                    .toList();
        }
        try (Stream<FoundModel> found = source.find(wanted.query())) {
            return found.map(FoundModel::ref)
                    .sorted(Comparator.comparing(ExactRef::toString))
                    .toList();
        }
    }

    private List<ExactRef> asked(AudModel source, ModelRef asked) {
        ExactRef ref = source.resolve(asked).ref();
        return allVersions && ref instanceof ModelId id
                ? source.versions(id).stream()
                        .<ExactRef>map(version -> id.shortId().version(version))
                        .toList()
                : List.of(ref);
    }

    private static Map<String, Object> asMap(CopyReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("copied", report.copied());
        fields.put("present", report.present());
        fields.put("bytesSent", report.bytesSent());
        return fields;
    }
}
