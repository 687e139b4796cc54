package io.audmodel.cli;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is signed or verified: a model of a repository, or a folder with its signature in a file. */
final class SignatureTarget {

    @Parameters(index = "0", arity = "0..1", paramLabel = Reference.LABEL, description = Reference.DESCRIPTION)
    private @Nullable String ref;

    @Option(names = "--folder", paramLabel = "DIR", description = "A folder, or one file, in place of a model.")
    private @Nullable Path folder;

    @Option(names = "--signature", paramLabel = "FILE", description = "The file of the folder's signature.")
    private @Nullable Path signature;

    /** Whether it is a folder; else it is a model. */
    boolean isFolder() {
        if (folder != null && ref != null) {
            throw new InvalidArgumentException("'" + ref + "' and the folder " + folder
                    + " are named: name a model, or a folder by --folder and --signature");
        }
        if (folder == null && ref == null) {
            throw new InvalidArgumentException("neither REF nor --folder is given: name a model, or a folder with its"
                    + " signature by --folder and --signature");
        }
        if (folder == null && signature != null) {
            throw new InvalidArgumentException(
                    "--signature is the file of a folder's signature, and that of a model is in its repository: leave it"
                            + " out, or name the folder by --folder");
        }
        if (folder != null && signature == null) {
            throw new InvalidArgumentException(
                    "the folder " + folder + " has no --signature: name the file of its signature");
        }
        return folder != null;
    }

    ModelRef ref() {
        return ModelRef.of(Objects.requireNonNull(ref));
    }

    Path folder() {
        return Objects.requireNonNull(folder);
    }

    Path signature() {
        return Objects.requireNonNull(signature);
    }
}
