package io.audmodel.cli;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is signed or verified: models of a repository, or a folder with its signature in a file. */
final class SignatureTarget {

    @Parameters(arity = "0..*", paramLabel = Reference.LABEL, description = Reference.DESCRIPTION)
    private List<String> refs = List.of();

    @Option(names = "--folder", paramLabel = "DIR", description = "A folder, or one file, in place of a model.")
    private @Nullable Path folder;

    @Option(names = "--signature", paramLabel = "FILE", description = "The file of the folder's signature.")
    private @Nullable Path signature;

    /** Whether it is a folder; else they are models. */
    boolean isFolder() {
        if (folder != null && !refs.isEmpty()) {
            throw new InvalidArgumentException("'" + refs.get(0) + "' and the folder " + folder
                    + " are named: name a model, or a folder by --folder and --signature");
        }
        if (folder == null && refs.isEmpty()) {
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

    List<ModelRef> refs() {
        return refs.stream().map(ModelRef::of).toList();
    }

    Path folder() {
        return Objects.requireNonNull(folder);
    }

    Path signature() {
        return Objects.requireNonNull(signature);
    }
}
