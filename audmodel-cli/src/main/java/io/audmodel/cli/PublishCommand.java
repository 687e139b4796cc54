package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.archive.support.ModelZip;
import io.audmodel.backend.Environment;
import io.audmodel.cli.trust.SignerSource;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.Compression;
import io.audmodel.model.ModelId;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel publish}. */
@Command(
        header = "Publishes a folder, or what is in an archive, as a model, and prints its id.",
        description = "The first repository receives the model. It becomes visible as a whole, at the end. "
                + "Repeating an interrupted publish completes it.",
        footer = {
            "",
            "Example: audmodel publish training/best --name emotion --version 1.0.0 --param rate=16000 --alias best",
            "Example: audmodel publish --unpack model.tar.gz --name emotion --version 1.0.0"
        })
final class PublishCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Parameters(
            paramLabel = "ROOT",
            description =
                    "The folder with the model's files, or with --unpack an archive of them. Empty folders in it are"
                            + " not kept.")
    private Path folder = Path.of("");

    @Option(
            names = "--unpack",
            description =
                    "ROOT is an archive, whatever its name: a zip, tar, tar.gz, tar.zst, tar.xz or 7z file, or - for"
                            + " standard input. The model gets the files that are in it.")
    private boolean isArchive;

    @Option(
            names = "--temporary-root",
            paramLabel = "DIR",
            description = "Where to unpack an archive; by default where Java has temporary files.")
    private @Nullable Path temporaryRoot;

    @Mixin
    private final Identity identity = new Identity();

    @Option(names = "--version", paramLabel = "V", required = true, description = "The version, such as 1.0.0.")
    private String version = "";

    @Option(
            names = "--any-version",
            description =
                    "Take a version of another form than X.Y.Z or X.Y.Z-suffix, though not every release of the Python"
                            + " package reads it.")
    private boolean anyVersion;

    @Option(
            names = "--meta",
            paramLabel = "FILE",
            description =
                    "A YAML or JSON file with what is to be known of the model and may change later; - is standard"
                            + " input.")
    private @Nullable String meta;

    @Option(names = "--author", paramLabel = "A", description = "The author; by default the user of the process.")
    private @Nullable String author;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "The date; by default today.")
    private @Nullable LocalDate date;

    @Option(
            names = "--alias",
            paramLabel = "A",
            description = "An alias that then points to the model, wherever it pointed before.")
    private @Nullable String alias;

    @Mixin
    private final PublishSignerOptions signer = new PublishSignerOptions();

    @Option(
            names = "--take-over",
            description =
                    "Replace at once what an interrupted publish of this id left, instead of after 24 hours. Use it"
                            + " only if no other publish of the id is running.")
    private boolean takeOver;

    @Option(
            names = "--compression",
            paramLabel = "C",
            description =
                    "auto (the default: files that become smaller by a quarter), stored or deflated, with a level from 1"
                            + " (fast) to 9 (small) if you like, as in deflated-9. Loads read all of them.")
    private @Nullable String compression;

    PublishCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PublishRequest request = request();
        try (AudModel audmodel = root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            AudModel client = audmodel.withProgress(bar);
            if (isArchive) {
                requireAbsent(client, request.id());
                Path archive = isStandardInput() ? null : Environment.system().path(folder.toString());
                InputStream in = root.terminal().in();
                Importing.unpack(archive, in, temporaryRoot, bar, files -> publish(client, request.from(files), files));
            } else {
                publish(client, request, folder);
            }
        }
        return ExitStatus.DONE;
    }

    private void publish(AudModel client, PublishRequest request, Path files) {
        if (!root.isDry()) {
            root.output().print(client.publish(request));
            return;
        }
        requireAbsent(client, request.id());
        ModelZip.requirePackable(files);
        root.would("publish " + request.id() + " to " + client.repositories().get(0));
        if (alias != null) {
            AliasCommand.tellMove(root, client, Alias.of(alias), request.id());
        }
        root.output().print(request.id());
    }

    /** Before hours go into an archive. The publish asks again. */
    private static void requireAbsent(AudModel client, ModelId id) {
        if (client.exists(id)) {
            throw new AlreadyExistsException(
                    "model " + id + " exists already; ids are immutable: publish another version");
        }
    }

    private boolean isStandardInput() {
        return isArchive && folder.toString().equals("-");
    }

    private PublishRequest request() {
        DocumentFiles documents = root.documents();
        long readers = Stream.of(
                        "-".equals(meta), identity.readsStandardInput(), isStandardInput(), signer.readsStandardInput())
                .filter(reads -> reads)
                .count();
        if (readers > 1) {
            throw new InvalidArgumentException("standard input can be read only once: name a file for --params"
                    + (isStandardInput() ? ", --meta or the archive" : " or --meta")
                    + (signer.readsStandardInput() ? ", or for --sign-key" : ""));
        }
        Optional<SignerSource> signing = signer.source(root.terminal().in());
        PublishRequest request = identity.request(folder, version, anyVersion, documents);
        if (meta != null) {
            request = request.meta(documents.mapping(meta));
        }
        if (author != null) {
            request = request.author(author);
        }
        if (date != null) {
            request = request.date(date);
        }
        if (compression != null) {
            request = request.compression(Compression.of(compression));
        }
        if (signing.isPresent()) {
            request = request.sign(signing.get().publishSigner(signer.sharding()));
        }
        if (takeOver) {
            request = request.takeOver();
        }
        if (alias != null) {
            request = request.alias(Alias.of(alias));
        }
        return request;
    }
}
