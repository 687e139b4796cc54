package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.Verification;
import io.audmodel.Verification.Damage;
import io.audmodel.error.PlainText;
import io.audmodel.model.ModelRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel verify}. */
@Command(
        header = "Compares a stored model, and its cached files, with the checksums.",
        description =
                "Prints 'intact'; or what is damaged, one a line, and ends with 5. The model is loaded a second time"
                        + " for it.",
        footer = {"", "Example: audmodel verify emotion-best --repair"})
final class VerifyCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    @Option(
            names = "--repair",
            description =
                    "Load the model again if it is damaged in the cache or not cached, and print its folder instead.")
    private boolean repair;

    VerifyCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ModelRef ref = reference.ref();
        try (AudModel audmodel = root.open()) {
            if (repair) {
                root.output().print(audmodel.repair(ref));
                return ExitStatus.DONE;
            }
            return report(audmodel.verify(ref));
        }
    }

    private int report(Verification verification) {
        List<Damage> damages = verification.damages();
        root.output().print(damages.isEmpty() ? "intact" : lines(damages), asMap(verification));
        if (damages.isEmpty()) {
            return ExitStatus.DONE;
        }
        root.terminal()
                .err()
                .println("audmodel: model " + verification.ref() + " is damaged in " + damages.size()
                        + (damages.size() == 1 ? " place" : " places"));
        return ExitStatus.CORRUPT;
    }

    private static List<String> lines(List<Damage> damages) {
        return damages.stream().map(damage -> PlainText.line(damage.toString())).toList();
    }

    private static Map<String, Object> asMap(Verification verification) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", verification.ref());
        fields.put("repository", verification.repository());
        fields.put("cached", verification.cached());
        fields.put("intact", verification.isIntact());
        fields.put(
                "damages",
                verification.damages().stream().map(VerifyCommand::asMap).toList());
        return fields;
    }

    private static Map<String, Object> asMap(Damage damage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", damage.place().name().toLowerCase(Locale.ROOT));
        fields.put("what", damage.what());
        return fields;
    }
}
