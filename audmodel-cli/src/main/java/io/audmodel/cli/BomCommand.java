package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.cli.trust.SignedModel;
import io.audmodel.cli.trust.TrustSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel bom}. */
@Command(
        header = "Prints the bill of materials of a model, as CycloneDX 1.6 in JSON.",
        description =
                "It has the model's files with SHA-256, its parameters and metadata as they were given, and its"
                        + " signatures, which are 'not verified' unless --key or --chain says who is trusted. The same model gives"
                        + " the same text. The model is loaded for it, unless it is cached. It takes one REF, since a bill is a document of its own.",
        footer = {"", "Example: audmodel bom emotion-best --key release.pub > emotion.cdx.json"})
final class BomCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(names = "--timestamp", description = "Say when it was made; another run then gives another text.")
    private boolean hasTimestamp;

    @Option(names = "--serial-number", description = "Give it a random serial number, such as registries want it.")
    private boolean hasSerialNumber;

    BomCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        TrustSource trusted = trust.source();
        try (AudModel audmodel = root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            SignedModel model = SignedModel.of(audmodel.withProgress(bar), reference.ref());
            BillOfMaterials bill = BillOfMaterials.of(model, trusted);
            if (hasSerialNumber) {
                bill = bill.withSerialNumber(UUID.randomUUID());
            }
            if (hasTimestamp) {
                bill = bill.withTimestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS));
            }
            root.terminal().out().println(JsonText.of(bill.asMap()));
        }
        return ExitStatus.DONE;
    }
}
