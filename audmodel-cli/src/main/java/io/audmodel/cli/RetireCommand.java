package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.model.ModelKey;
import io.audmodel.tidy.PlannedRetirement;
import io.audmodel.tidy.RetirePlan;
import io.audmodel.tidy.RetireReport;
import io.audmodel.tidy.RetireRules;
import io.audmodel.tidy.Tidying;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel retire}. */
@Command(
        header = "Selects old versions that no alias names, and with --apply removes them from the repository.",
        description = {
            "Each rule lets fewer versions go: --keep and --older-than, and conditions as those of find. Whatever the rules,"
                    + " the latest version of each model stays, and so does a version that an alias of any of the"
                    + " repositories names, or that is younger than the grace period. The repository is the first one.",
            "Without --apply this prints what would go, and --plan writes it to a file, to be looked at and applied later by"
                    + " --from-plan FILE --apply: each version is checked again then. A line has id, bytes, time of the"
                    + " publish and name. What stays, and why, is on standard error. What is removed is noted in the"
                    + " repository, and --log prints these notes. If the repository refuses to be tidied, the status is 4."
                    + " Caches keep what they have.",
            QueryOptions.LANGUAGE
        },
        footer = {
            "",
            "Example: audmodel retire --keep 3 --older-than 90d --subgroup 'nightly.*' --plan plan.json",
            "Example: audmodel retire --from-plan plan.json --apply"
        })
final class RetireCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "The N highest versions of each model stay; 1 by default.")
    private @Nullable Integer keep;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            description = "Only versions that were published to the repository before this time, such as 90d.")
    private @Nullable String olderThan;

    @Mixin
    private final QueryOptions wanted = new QueryOptions();

    @Option(names = "--grace", paramLabel = "TIME", defaultValue = "24h", description = Tidied.GRACE)
    private String grace = "24h";

    @Option(names = "--plan", paramLabel = "FILE", description = "Write what would go to this file, as JSON.")
    private @Nullable Path written;

    @Option(names = "--from-plan", paramLabel = "FILE", description = "Take what such a file says, and no rules.")
    private @Nullable Path given;

    @Option(names = "--apply", description = "Remove what is selected.")
    private boolean applies;

    @Option(names = "--log", description = "Print what was ever removed, a JSON object a line, and remove nothing.")
    private boolean showsLog;

    RetireCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        requireOneWay();
        try (AudModel audmodel = root.open()) {
            Tidying tidying = Tidying.of(audmodel).grace(Quantities.time(grace));
            if (showsLog) {
                root.output().print(tidying.log());
                return ExitStatus.DONE;
            }
            RetirePlan plan = given == null ? tidying.plan(rules()) : read(given);
            if (applies) {
                print(tidying.apply(plan));
            } else {
                print(plan);
                tidying.refusal()
                        .ifPresent(reason -> Tidied.tell(root, "the repository refuses to be tidied: " + reason));
            }
        }
        return ExitStatus.DONE;
    }

    private void requireOneWay() {
        boolean hasRules = keep != null || olderThan != null || !wanted.areNone();
        if (showsLog && (hasRules || given != null || written != null || applies)) {
            throw new InvalidArgumentException("--log removes nothing: leave out rules, plans and --apply");
        }
        if (given != null && (hasRules || written != null)) {
            throw new InvalidArgumentException(
                    "--from-plan has its rules in the file: leave out the others and --plan");
        }
        if (written != null && applies) {
            throw new InvalidArgumentException("--plan writes what is to be looked at first: leave out --apply");
        }
        if (!showsLog && given == null && keep == null && olderThan == null) {
            throw new InvalidArgumentException("'retire' needs --keep, --older-than, or --from-plan FILE");
        }
    }

    private RetireRules rules() {
        RetireRules rules = RetireRules.keepLatest(keep == null ? 1 : keep);
        rules = olderThan == null ? rules : rules.olderThan(Quantities.time(olderThan));
        return wanted.areNone() ? rules : rules.matching(wanted.query());
    }

    private RetirePlan read(Path file) {
        return RetirePlan.of(new String(root.documents().bytes(file.toString()), StandardCharsets.UTF_8));
    }

    private void print(RetirePlan plan) {
        TextTable table = new TextTable("ID", "BYTES", "PUBLISHED", "NAME");
        for (PlannedRetirement each : plan.retired()) {
            String name = each.subgroup().isEmpty() ? each.name() : each.subgroup() + "." + each.name();
            table.add(
                    each.key().toString(),
                    Long.toString(each.bytes()),
                    each.published().toString(),
                    name);
        }
        Tidied.print(root, plan.retired().isEmpty() ? List.of() : table.lines(0, 1), asMap(plan));
        Tidied.tellKept(root, plan.kept());
        if (written != null && root.isDry()) {
            root.would("write the plan to " + written);
        } else if (written != null) {
            write(plan, written);
        }
        if (!plan.retired().isEmpty()) {
            Tidied.tell(
                    root,
                    plan.bytes() + " bytes would go; "
                            + (written == null
                                    ? "--apply removes them"
                                    : "--from-plan " + written + " --apply removes them"));
        }
    }

    private static void write(RetirePlan plan, Path file) {
        try {
            Files.writeString(file, plan.json());
        } catch (IOException e) {
            throw new InvalidArgumentException(
                    "the plan cannot be written to " + file + ": " + Reasons.of(e) + "; name a file that can be", e);
        }
    }

    private void print(RetireReport report) {
        Tidied.print(root, report.retired().stream().map(ModelKey::toString).toList(), asMap(report));
        Tidied.tellKept(root, report.kept());
    }

    private static Map<String, Object> asMap(RetirePlan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("repository", plan.place().toString());
        fields.put("bytes", plan.bytes());
        fields.put("retired", plan.retired().stream().map(RetireCommand::asMap).toList());
        fields.put("kept", Tidied.asMaps(plan.kept()));
        return fields;
    }

    private static Map<String, Object> asMap(PlannedRetirement planned) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", planned.key().toString());
        fields.put("name", planned.name());
        fields.put("subgroup", planned.subgroup());
        fields.put("published", planned.published());
        fields.put("bytes", planned.bytes());
        return fields;
    }

    private static Map<String, Object> asMap(RetireReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("repository", report.place().toString());
        fields.put("retired", report.retired().stream().map(ModelKey::toString).toList());
        fields.put("absent", report.absent().stream().map(ModelKey::toString).toList());
        fields.put("kept", Tidied.asMaps(report.kept()));
        fields.put("bytes", report.bytes());
        return fields;
    }
}
