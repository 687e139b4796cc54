package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import io.audmodel.cli.folder.FetchReport;
import io.audmodel.cli.folder.ModelFolder;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel fetch}. */
@Command(
        header = "Brings a model into a folder of yours, whole or not at all, and prints its id.",
        description = {
            "The folder may be a mount, and is missing or empty, or has what an earlier fetch put there: the same model is"
                    + " only checked by names and lengths, and another one is replaced. No cache is needed; a model that"
                    + " is cached is copied from there.",
            "While a fetch is under way, and until the next one completes it, .audmodel.yaml in the folder is missing, or"
                    + " does not say 'complete: true'."
        },
        footer = {"", "Example: audmodel fetch emotion-best /mnt/models"})
final class FetchCommand implements Callable<Integer> {

    /** KServe selects what fetches a model by the beginning of its address. */
    private static final String SCHEME = "audmodel://";

    private final AudModelCommand root;

    @Parameters(
            index = "0..*",
            arity = "2..*",
            paramLabel = "REF DIR [REF DIR]...",
            hideParamSyntax = true,
            description = "The model, also as audmodel://REF, and the folder; there may be several of both, in turn.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--replace", description = "Replace what is in the folder, whatever put it there.")
    private boolean mayReplace;

    @Mixin
    private final Waiting waiting = new Waiting();

    FetchCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Map<Path, ModelRef> wanted = wanted();
        List<FetchReport> reports = new ArrayList<>();
        wanted.forEach((folder, ref) -> reports.add(fetch(ref, folder)));
        root.output()
                .print(
                        reports.stream().map(FetchReport::id).toList(),
                        reports.stream().map(FetchCommand::asMap).toList());
        return ExitStatus.DONE;
    }

    private Map<Path, ModelRef> wanted() {
        if (words.size() % 2 != 0) {
            throw new InvalidArgumentException(
                    "'" + words.get(words.size() - 1) + "' has no folder: each REF is followed by a DIR");
        }
        Map<Path, ModelRef> wanted = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            Path folder =
                    Environment.system().path(words.get(i + 1)).toAbsolutePath().normalize();
            if (wanted.put(folder, ref(words.get(i))) != null) {
                throw new InvalidArgumentException(folder + " is named twice: it can have one model");
            }
        }
        return wanted;
    }

    private static ModelRef ref(String text) {
        if (!text.startsWith(SCHEME)) {
            return ModelRef.of(text);
        }
        try {
            return ModelRef.of(text.substring(SCHEME.length()).replaceFirst("/$", ""));
        } catch (InvalidArgumentException e) {
            throw new InvalidArgumentException(
                    "'" + text + "' names no model: write " + SCHEME + "REF; " + e.getMessage(), e);
        }
    }

    private FetchReport fetch(ModelRef ref, Path folder) {
        ModelFolder target = new ModelFolder(folder, Output.yaml(), waiting.lockTimeout(), mayReplace);
        try (AudModel audmodel = root.open(target.scratch());
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            AudModel client = waiting.on(audmodel).withProgress(bar);
            FetchSource source = new FetchSource(root, client, ref, folder);
            if (!root.isDry()) {
                return target.fetch(ref.toString(), source);
            }
            FetchReport planned = target.plan(ref.toString(), source);
            if (planned.outcome() != FetchReport.Outcome.UNCHANGED) {
                root.would("put " + planned.id() + " into " + folder + ", " + planned.files() + " files with "
                        + planned.bytes() + " bytes");
            }
            return planned;
        }
    }

    private static Map<String, @Nullable Object> asMap(FetchReport report) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", report.id());
        fields.put("folder", report.folder());
        fields.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("files", report.files());
        fields.put("bytes", report.bytes());
        return fields;
    }
}
