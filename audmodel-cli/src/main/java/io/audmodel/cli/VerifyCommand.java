package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.Verification;
import io.audmodel.Verification.Damage;
import io.audmodel.cli.trust.SignedFolder;
import io.audmodel.cli.trust.SignedModel;
import io.audmodel.cli.trust.TrustSource;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PlainText;
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

/** {@code audmodel verify}. */
@Command(
        header = "Compares a model with its checksums, or verifies who signed a model or a folder.",
        description = {
            "Without --key and --chain it compares a stored model, and its cached files, with the checksums, and prints"
                    + " 'intact'; or what is damaged, one a line, and ends with 5. The model is loaded a second time for it.",
            "With them it prints who signed the model or the folder, of those who are trusted, one a line; or ends with 7"
                    + " if too few signed it as it is. The model is loaded for it, unless it is cached."
        },
        footer = {
            "",
            "Example: audmodel verify emotion-best --repair",
            "Example: audmodel verify emotion-best --key release.pub",
            "Example: audmodel verify --folder best --signature best.sig --key release.pub"
        })
final class VerifyCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final SignatureTarget target = new SignatureTarget();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(
            names = "--at-least",
            paramLabel = "N",
            description = "Of a model, how many different keys have to have signed; 1 by default.")
    private @Nullable Integer number;

    @Option(
            names = "--ignore",
            paramLabel = "PATH",
            description =
                    "Of a folder, a file or folder in it that is not looked at, though the signature may say nothing"
                            + " of it.")
    private List<Path> ignored = new ArrayList<>();

    @Option(
            names = "--allow-unsigned-files",
            description = "Of a folder, there may be files in it that are not signed: nobody knows who put them there.")
    private boolean allowsUnsigned;

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
        boolean isFolder = target.isFolder();
        TrustSource trusted = trust.source();
        if (repair && (isFolder || trusted.isGiven())) {
            throw new InvalidArgumentException("--repair loads a model again that differs from its checksums, and says"
                    + " nothing of signatures: leave it out, or --folder, --key, --chain and --subject");
        }
        if (isFolder) {
            return verifyFolder(trusted);
        }
        if (allowsUnsigned || !ignored.isEmpty()) {
            throw new InvalidArgumentException(
                    "--ignore and --allow-unsigned-files are about a folder, and of a model all"
                            + " files have to be signed: leave them out");
        }
        if (!trusted.isGiven() && number != null) {
            throw new InvalidArgumentException("--at-least counts signatures: name whose count by --key or --chain");
        }
        if (trusted.isGiven()) {
            trusted.requireUsable();
        }
        ModelRef ref = target.ref();
        try (AudModel audmodel = trusted.isGiven() ? root.openUnjudged() : root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            if (trusted.isGiven()) {
                return verifySignatures(SignedModel.of(audmodel.withProgress(bar), ref), trusted);
            }
            if (repair) {
                root.output().print(audmodel.repair(ref));
                return ExitStatus.DONE;
            }
            return report(audmodel.verify(ref));
        }
    }

    private int verifySignatures(SignedModel model, TrustSource trusted) {
        List<String> signers = model.verify(trusted, number == null ? 1 : number);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", model.key());
        fields.put("signedBy", signers);
        root.output()
                .print(signers.stream().map(signer -> "signed by " + signer).toList(), fields);
        return ExitStatus.DONE;
    }

    private int verifyFolder(TrustSource trusted) {
        if (number != null) {
            throw new InvalidArgumentException(
                    "--at-least counts the signatures of a model, and --signature is one of a folder: leave it out");
        }
        SignedFolder.FolderReport report =
                new SignedFolder(target.folder(), target.signature()).verify(trusted, ignored, allowsUnsigned);
        root.output().print("signed by " + report.signedBy(), report.asMap());
        return ExitStatus.DONE;
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
