package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.inventory.Remains;
import io.audmodel.tidy.SweepReport;
import io.audmodel.tidy.Tidying;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audmodel sweep}. */
@Command(
        header = "Finds what broken publishes left in a repository, and with --apply removes it.",
        description = {
            "Remains are what nobody can see: archives, metadata and other objects without a header, of publishes, copies"
                    + " and removals that broke off. What is visible stays, and so does what is younger than the grace"
                    + " period, since its publisher may be at work. What is removed is noted in the repository.",
            "The repository is the first one. A line has id, bytes, time of the last write and number of objects. What"
                    + " stays, and why, is on standard error. If the repository refuses to be tidied, the status is 4."
        },
        footer = {"", "Example: audmodel sweep --repository s3:https://s3.example.org#models --apply"})
final class SweepCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Option(names = "--apply", description = "Remove what is found.")
    private boolean applies;

    @Option(names = "--grace", paramLabel = "TIME", defaultValue = "24h", description = Tidied.GRACE)
    private String grace = "24h";

    SweepCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open()) {
            Tidying tidying = Tidying.of(audmodel).grace(Quantities.time(grace));
            SweepReport report = applies ? tidying.sweep() : tidying.findRemains();
            TextTable table = new TextTable("ID", "BYTES", "WRITTEN", "OBJECTS");
            report.removed()
                    .forEach(each -> table.add(
                            each.key().toString(),
                            Long.toString(each.bytes()),
                            each.modified().toString(),
                            Integer.toString(each.objects().size())));
            Tidied.print(root, report.removed().isEmpty() ? List.of() : table.lines(0, 1), asMap(report));
            Tidied.tellKept(root, report.kept());
            report.refusal().ifPresent(reason -> Tidied.tell(root, "the repository refuses to be tidied: " + reason));
            if (!applies && !report.removed().isEmpty()) {
                Tidied.tell(root, report.bytes() + " bytes would go; --apply removes them");
            }
        }
        return ExitStatus.DONE;
    }

    private static Map<String, Object> asMap(SweepReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("repository", report.place().toString());
        fields.put("applied", report.isApplied());
        fields.put("bytes", report.bytes());
        fields.put("removed", report.removed().stream().map(SweepCommand::asMap).toList());
        fields.put("kept", Tidied.asMaps(report.kept()));
        report.refusal().ifPresent(reason -> fields.put("refusal", reason));
        return fields;
    }

    private static Map<String, Object> asMap(Remains remains) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", remains.key().toString());
        fields.put("bytes", remains.bytes());
        fields.put("written", remains.modified());
        List<String> paths = new ArrayList<>();
        remains.objects().stream().map(ObjectInfo::path).forEach(path -> paths.add(path.text()));
        fields.put("objects", paths);
        return fields;
    }
}
