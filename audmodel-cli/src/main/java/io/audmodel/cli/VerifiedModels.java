package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.Verification;
import io.audmodel.Verification.Damage;
import io.audmodel.Verification.Place;
import io.audmodel.cli.trust.SignedModel;
import io.audmodel.cli.trust.TrustSource;
import io.audmodel.error.PlainText;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code audmodel verify} finds of models. One that is damaged, or not signed by anybody who is trusted, keeps no other
 * from being verified. Used by one thread.
 */
final class VerifiedModels {

    private final AudModelCommand root;
    private final AudModel client;
    private final boolean isOne;
    private final List<Map<String, Object>> reports = new ArrayList<>();
    private int status = ExitStatus.DONE;

    VerifiedModels(AudModelCommand root, AudModel client, List<ModelRef> refs) {
        this.root = root;
        this.client = client;
        this.isOne = refs.size() == 1;
    }

    /** Compares a model with its checksums. */
    void compare(ModelRef ref) {
        Verification verification = client.verify(ref);
        List<Damage> damages = verification.damages();
        print(verification);
        if (!damages.isEmpty()) {
            complain(
                    "model " + verification.ref() + " is damaged in " + Wording.count(damages.size(), "place"),
                    ExitStatus.CORRUPT);
        }
    }

    private void print(Verification verification) {
        List<Damage> damages = verification.damages();
        reports.add(asMap(verification));
        tell(
                verification.ref(),
                damages.isEmpty()
                        ? List.of("intact")
                        : damages.stream()
                                .map(damage -> PlainText.line(damage.toString()))
                                .toList());
    }

    /** Says whether a repair would load a model again. */
    void planRepair(ModelRef ref) {
        Verification verification = client.verify(ref);
        print(verification);
        if (verification.damages().stream().anyMatch(damage -> damage.place() == Place.REPOSITORY)) {
            complain(
                    "model " + verification.ref() + " is damaged in the repository: the cache would stay as it is",
                    ExitStatus.CORRUPT);
        } else if (!verification.cached() || !verification.isIntact()) {
            root.would("load " + verification.ref() + " into the cache");
        }
    }

    /**
     * Verifies who signed a model.
     *
     * @throws UntrustedModelException if it is the only one, and too few signed it
     */
    void verify(ModelRef ref, TrustSource trusted, int number) {
        SignedModel model = SignedModel.of(client, ref);
        List<String> signers = List.of();
        try {
            signers = model.verify(trusted, number);
        } catch (UntrustedModelException e) {
            if (isOne) {
                throw e;
            }
            complain(Wording.ofTool(PlainText.line(String.valueOf(e.getMessage()))), ExitStatus.of(e));
        }
        tell(
                model.key(),
                signers.stream()
                        .map(signer -> PlainText.line("signed by " + signer))
                        .toList());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", model.key());
        fields.put("signedBy", signers);
        reports.add(fields);
    }

    private void tell(Object model, List<String> lines) {
        if (!root.isJson()) {
            root.output()
                    .print(
                            isOne
                                    ? lines
                                    : lines.stream()
                                            .map(line -> model + ": " + line)
                                            .toList());
            root.terminal().out().flush();
        }
    }

    private void complain(String problem, int found) {
        root.terminal().err().println("audmodel: " + problem);
        status = status == ExitStatus.DONE ? found : status;
    }

    /** Ends the result, and returns the status of the first model that has something. */
    int finish() {
        if (root.isJson()) {
            root.output().print(isOne ? reports.get(0) : reports);
        }
        return status;
    }

    private static Map<String, Object> asMap(Verification verification) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", verification.ref());
        fields.put("repository", verification.repository());
        fields.put("cached", verification.cached());
        fields.put("intact", verification.isIntact());
        fields.put(
                "damages",
                verification.damages().stream().map(VerifiedModels::asMap).toList());
        return fields;
    }

    private static Map<String, Object> asMap(Damage damage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", damage.place().name().toLowerCase(Locale.ROOT));
        fields.put("what", damage.what());
        return fields;
    }
}
