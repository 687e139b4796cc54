package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.CachedModel;
import io.audmodel.PruneReport;
import io.audmodel.PruneRule;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel cache}. */
@Command(
        synopsisSubcommandLabel = "COMMAND",
        header = "Lists and removes cached models.",
        description =
                "Processes that load at the same time are not disturbed, those of the Python " + "package included.",
        footer = {"", "Example: audmodel cache prune --max-size 10GB --older-than 30d"})
final class CacheCommand {

    private static final String SIZE = "a number and B, kB, MB, GB, TB, KiB, MiB, GiB or TiB, such as 10GB";
    private static final String TIME = "a number and s, m, h, d or w, such as 30d";

    private static final String SPARING =
            "Keep models used within this time, ${DEFAULT-VALUE} by default. Uses are recorded at most every ten"
                    + " minutes: with less, files can vanish under a process that has just loaded them.";

    private final AudModelCommand root;

    CacheCommand(AudModelCommand root) {
        this.root = root;
    }

    @Command(
            header = "Prints the cached models, those unused for longest first, one a line.",
            description =
                    "A line has id, bytes and last use, separated by tabs, and behind them, if a process holds the"
                            + " model, which one. Those of bases (--cache-base) come last, with the folder of the model.")
    int list() {
        try (AudModel audmodel = root.open()) {
            List<CachedModel> models = audmodel.cache().list();
            root.output()
                    .print(
                            models.stream().map(CacheCommand::asLine).toList(),
                            models.stream().map(CacheCommand::asMap).toList());
        }
        return ExitStatus.DONE;
    }

    @Command(
            header = "Removes a model from the cache; the next load fetches it again. Prints nothing.",
            description = "If a process holds the model, it stays, and the status is 4.")
    int remove(
            @Parameters(paramLabel = Reference.LABEL, description = Reference.DESCRIPTION) String ref,
            @Mixin Waiting waiting) {
        try (AudModel audmodel = root.open()) {
            if (root.isDry()) {
                return planRemoval(audmodel.resolve(ModelRef.of(ref)).ref());
            }
            if (waiting.on(audmodel).cache().remove(ModelRef.of(ref))) {
                return ExitStatus.DONE;
            }
            return notCached(audmodel, ref);
        }
    }

    private int notCached(AudModel audmodel, String ref) {
        root.terminal()
                .err()
                .println("audmodel: " + ref + " is not in the cache " + audmodel.cacheRoot() + inBase(audmodel, ref));
        return ExitStatus.NOT_FOUND;
    }

    private int planRemoval(ExactRef id) {
        try (AudModel audmodel = root.openCacheAsItIs()) {
            List<CachedModel> found = audmodel.cache().list().stream()
                    .filter(model -> !model.inBase() && model.ref().equals(id))
                    .toList();
            if (found.isEmpty()) {
                return notCached(audmodel, id.toString());
            }
            for (CachedModel model : found) {
                if (model.heldBy() != null) {
                    throw new ModelHeldException(
                            "the model " + id + " would stay: it is held by " + model.heldBy() + "; end that first");
                }
                root.would("remove " + model.folder());
            }
            return ExitStatus.DONE;
        }
    }

    private static String inBase(AudModel audmodel, String ref) {
        return audmodel.cache().list().stream()
                .filter(model -> model.inBase() && model.ref().toString().equals(ref))
                .map(model -> "; it stays in a base, where nothing is removed: " + model.folder())
                .findFirst()
                .orElse("");
    }

    @Command(
            header = "Removes models unused for a time, and until the others fit a size.",
            description = "Those unused for longest go first. Prints the ids of the removed ones, one a line. What is"
                    + " held or loaded at this moment, or was used a moment ago, stays, and is counted; for what may not"
                    + " be removed the status is 3.")
    int prune(
            @Option(names = "--max-size", paramLabel = "SIZE", description = "What may remain: " + SIZE + ".") @Nullable
                    String maxSize,
            @Option(names = "--older-than", paramLabel = "TIME", description = "How long unused: " + TIME + ".")
                    @Nullable
                    String olderThan,
            @Option(names = "--sparing", paramLabel = "TIME", defaultValue = "1h", description = SPARING)
                    String sparing) {
        if (maxSize == null && olderThan == null) {
            throw new InvalidArgumentException("'cache prune' needs --max-size, --older-than or both");
        }
        long most = maxSize == null ? Long.MAX_VALUE : Quantities.bytes(maxSize);
        PruneRule rule = olderThan == null
                ? PruneRule.maxBytes(most)
                : PruneRule.unusedFor(Quantities.time(olderThan)).thenMaxBytes(most);
        PruneRule sparingly = rule.sparing(Quantities.time(sparing));
        try (AudModel audmodel = root.isDry() ? root.openCacheAsItIs() : root.open()) {
            PruneReport report = root.isDry()
                    ? audmodel.cache().plan(sparingly)
                    : audmodel.cache().prune(sparingly);
            if (root.isDry()) {
                root.would("remove " + report.removed().size() + " models with " + report.bytesFreed() + " bytes from "
                        + audmodel.cacheRoot());
            }
            root.output().print(report.removed().stream().map(CachedModel::ref).toList(), asMap(report));
            int held = report.held().size();
            int inUse = report.kept().size() - report.refusals().size() - held;
            tellKept(inUse, "used within " + sparing + " (--sparing) or in use at this moment");
            tellKept(held, "held by a process");
            return status(report);
        }
    }

    private void tellKept(int models, String why) {
        if (models > 0) {
            root.terminal()
                    .err()
                    .println("audmodel: " + models + (models == 1 ? " model stays" : " models stay")
                            + " that would have gone, " + why);
        }
    }

    private int status(PruneReport report) {
        List<String> refusals = report.refusals();
        if (refusals.isEmpty()) {
            return ExitStatus.DONE;
        }
        String others = refusals.size() == 1 ? "" : "; " + (refusals.size() - 1) + " more stay for such a reason";
        root.terminal().err().println("audmodel: " + Wording.ofTool(refusals.get(0)) + others);
        return ExitStatus.FAILED;
    }

    private static String asLine(CachedModel model) {
        return model.ref() + "\t" + model.size() + "\t" + model.lastUse()
                + (model.heldBy() == null ? "" : "\theld by " + model.heldBy())
                + (model.inBase() ? "\tin a base: " + model.folder() : "");
    }

    private static Map<String, @Nullable Object> asMap(CachedModel model) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", model.ref());
        fields.put("folder", model.folder());
        fields.put("size", model.size());
        fields.put("lastUse", model.lastUse());
        fields.put("heldBy", model.heldBy());
        fields.put("inBase", model.inBase());
        return fields;
    }

    private static Map<String, Object> asMap(PruneReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("removed", report.removed().stream().map(CachedModel::ref).toList());
        fields.put("kept", report.kept().stream().map(CachedModel::ref).toList());
        fields.put("held", report.held().stream().map(CachedModel::ref).toList());
        fields.put("refusals", report.refusals());
        fields.put("bytesFreed", report.bytesFreed());
        fields.put("bytesOfLeftovers", report.bytesOfLeftovers());
        fields.put("bytesLeft", report.bytesLeft());
        return fields;
    }
}
