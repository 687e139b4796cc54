package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.error.AudModelException;
import io.audmodel.model.ExactRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code audmodel cat}. */
@Command(
        header = "Prints the content of files of a model, byte for byte.",
        description = "The other files are not loaded for it. A status other than 0 says that what was "
                + "printed is not complete or not right.",
        footer = {"", "Example: audmodel cat emotion-best config/labels.yaml"})
final class CatCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "The name of a file of the model, as 'audmodel files' prints it; several are printed one after another.")
    private List<String> files = List.of();

    CatCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        try (AudModel audmodel = root.open()) {
            ExactRef id = audmodel.resolve(reference.ref()).ref();
            for (String file : files) {
                try (InputStream content = audmodel.open(id, file)) {
                    content.transferTo(root.terminal().bytes());
                }
            }
        } catch (IOException e) {
            if (e.getCause() instanceof AudModelException ours) {
                throw ours;
            }
            throw e;
        }
        return ExitStatus.DONE;
    }
}
