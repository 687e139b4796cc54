package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code audmodel cat}. */
@Command(
        header = "Prints the content of one of a model's files, byte for byte.",
        description = "The other files are not loaded for it. A status other than 0 says that what was "
                + "printed is not complete or not right.",
        footer = {"", "Example: audmodel cat emotion-best config/labels.yaml"})
final class CatCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    @Parameters(index = "1", paramLabel = "FILE", description = "The name of the file, as 'audmodel files' prints it.")
    private String file = "";

    CatCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        try (AudModel audmodel = root.open();
                InputStream content = audmodel.open(reference.ref(), file)) {
            content.transferTo(root.terminal().bytes());
        } catch (IOException e) {
            if (e.getCause() instanceof AudModelException ours) {
                throw ours;
            }
            throw e;
        }
        return ExitStatus.DONE;
    }
}
