package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.CopyReport;
import io.audmodel.CopyRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel copy}. */
@Command(
        header = "Copies a model to another repository, and prints the ids of what is new there.",
        description = "The copy is the model byte for byte, with its metadata. Repeating an interrupted "
                + "copy sends only what the destination lacks.",
        footer = {"", "Example: audmodel copy emotion-best --to s3:https://s3.eu-north-1.amazonaws.com#models --aliases"
        })
final class CopyCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

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
        CopyRequest request = CopyRequest.of(reference.ref());
        request = allVersions ? request.withAllVersions() : request;
        request = aliases ? request.withAliases() : request;
        request = noMeta ? request.withoutMeta() : request;
        try (AudModel source = root.open();
                AudModel target = root.open(destination);
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            CopyReport report = source.withProgress(bar).copy(request, target);
            root.output().print(report.copied(), asMap(report));
        }
        return ExitStatus.DONE;
    }

    private static Map<String, Object> asMap(CopyReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("copied", report.copied());
        fields.put("present", report.present());
        fields.put("bytesSent", report.bytesSent());
        return fields;
    }
}
