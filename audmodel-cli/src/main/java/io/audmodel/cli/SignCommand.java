package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.cli.trust.Sharding;
import io.audmodel.cli.trust.SignedFolder;
import io.audmodel.cli.trust.SignedModel;
import io.audmodel.cli.trust.SignerSource;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.SigningScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel sign}. */
@Command(
        header = "Signs published models, or a folder, by OpenSSF Model Signing.",
        description = {
            "A model is loaded, signed with what it is and all of its files, and its signature stored beside its header, in"
                    + " place of an earlier one by the same key; its id is printed. Of a folder the signature is written"
                    + " into a file, whose name is printed.",
            "The private key comes from a file, a variable or a command, and never from an argument."
        },
        footer = {
            "",
            "Example: audmodel sign emotion-best --key release.pem",
            "Example: audmodel sign --folder training/best --signature best.sig --key release.pem"
        })
final class SignCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final SignatureTarget target = new SignatureTarget();

    @Mixin
    private final SignerOptions signer = new SignerOptions();

    @Option(
            names = "--shards",
            description = "One digest for each part of a file, which several threads compute, in place of one for the"
                    + " file: for each 1,000,000,000 bytes, or those of --shard-size.")
    private boolean hasShards;

    @Option(
            names = "--shard-size",
            paramLabel = "SIZE",
            description = "The length of these parts, from 1MiB to 1GB: with 16MiB, loads that require the signature"
                    + " take hardly longer.")
    private @Nullable String shardSize;

    @Option(
            names = "--for-python",
            description =
                    "Name parts, and a file that is signed alone, as the Python package model-signing does up to 1.1.1,"
                            + " which verifies no others. Its command verifies no parts at all.")
    private boolean isForPython;

    @Option(
            names = "--ignore",
            paramLabel = "PATH",
            description = "Of a folder, a file or folder in it that is not signed: anybody can put anything there.")
    private List<Path> ignored = new ArrayList<>();

    @Option(
            names = "--links",
            description = "In a folder, a link to a file counts as the file; otherwise it is an error.")
    private boolean hasLinks;

    SignCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        boolean isFolder = target.isFolder();
        Sharding sharding = new Sharding(
                shardSize == null ? hasShards ? SigningScope.USUAL_SHARD : 0 : Quantities.bytes(shardSize),
                isForPython);
        SignerSource source = signer.source(root.terminal().in());
        if (isFolder) {
            SignedFolder folder = new SignedFolder(target.folder(), target.signature());
            if (root.isDry()) {
                root.output().print(target.signature(), folder.plan(source, ignored, sharding, hasLinks));
                root.would("write the signature " + target.signature());
            } else {
                root.output().print(target.signature(), folder.sign(source, ignored, sharding, hasLinks));
            }
            return ExitStatus.DONE;
        }
        if (!ignored.isEmpty() || hasLinks) {
            throw new InvalidArgumentException(
                    "--ignore and --links are about a folder, and of a model all files are signed: leave them out");
        }
        List<ModelRef> refs = target.refs();
        ModelSigner signing = source.signer();
        try (AudModel audmodel = root.openUnjudged();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            AudModel client = audmodel.withProgress(bar);
            root.output()
                    .printEach(
                            refs,
                            ref -> root.isDry()
                                    ? planned(client, ref, signing)
                                    : SignedModel.of(client, ref).sign(signing, sharding),
                            signed -> String.valueOf(signed.get("id")),
                            signed -> signed);
        }
        return ExitStatus.DONE;
    }

    /** It is not loaded for it. */
    private Map<String, @Nullable Object> planned(AudModel client, ModelRef ref, ModelSigner signing) {
        Map<String, @Nullable Object> fields = SignedModel.of(client, ref).plan(signing);
        root.would("store a signature of " + fields.get("id") + " by " + signing.signatory());
        return fields;
    }
}
