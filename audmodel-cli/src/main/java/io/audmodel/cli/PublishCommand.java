package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel publish}. */
@Command(
        header = "Publishes a folder as a model, and prints its id.",
        description = "The first repository receives the model. It becomes visible as a whole, at the end. "
                + "Repeating an interrupted publish completes it.",
        footer = {
            "",
            "Example: audmodel publish training/best --name emotion --version 1.0.0 --param rate=16000 --alias best"
        })
final class PublishCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Parameters(
            paramLabel = "ROOT",
            description = "The folder with the model's files. Empty folders in it are not kept.")
    private Path folder = Path.of("");

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

    @Option(
            names = "--take-over",
            description =
                    "Replace at once what an interrupted publish of this id left, instead of after 24 hours. Use it"
                            + " only if no other publish of the id is running.")
    private boolean takeOver;

    PublishCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PublishRequest request = request();
        try (AudModel audmodel = root.open();
                ProgressBar bar = ProgressBar.on(root.terminal())) {
            root.output().print(audmodel.withProgress(bar).publish(request));
        }
        return ExitStatus.DONE;
    }

    private PublishRequest request() {
        DocumentFiles documents = root.documents();
        if ("-".equals(meta) && identity.readsStandardInput()) {
            throw new InvalidArgumentException(
                    "standard input can be read only once: name a file for --params or --meta");
        }
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
        if (takeOver) {
            request = request.takeOver();
        }
        if (alias != null) {
            request = request.alias(Alias.of(alias));
        }
        return request;
    }
}
