package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.cli.trust.SignedFolder;
import io.audmodel.cli.trust.TrustSource;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel verify}. */
@Command(
        header = "Compares models with their checksums, or verifies who signed models or a folder.",
        description = {
            "Without --key and --chain it compares a stored model, and its cached files, with the checksums, and prints"
                    + " 'intact'; or what is damaged, one a line, and ends with 5. The model is loaded a second time for it.",
            "Of several models each line begins with the id, and one that is damaged or not signed does not keep the others"
                    + " from being verified; the status is that of the first.",
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
        List<ModelRef> refs = target.refs();
        try (AudModel audmodel = trusted.isGiven() ? root.openUnjudged() : root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            AudModel client = audmodel.withProgress(bar);
            VerifiedModels verified = new VerifiedModels(root, client, refs);
            if (repair && root.isDry()) {
                refs.forEach(verified::planRepair);
                return verified.finish();
            }
            if (repair) {
                root.output().printEach(refs, client::repair);
                return ExitStatus.DONE;
            }
            for (ModelRef ref : refs) {
                if (trusted.isGiven()) {
                    verified.verify(ref, trusted, number == null ? 1 : number);
                } else {
                    verified.compare(ref);
                }
            }
            return verified.finish();
        }
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
}
