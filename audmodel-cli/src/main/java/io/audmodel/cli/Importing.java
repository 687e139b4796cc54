package io.audmodel.cli;

import io.audmodel.formats.ModelImport;
import io.audmodel.formats.UnpackedModel;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code audmodel publish --unpack} does before it publishes. */
final class Importing {

    private Importing() {}

    /**
     * Unpacks an archive for as long as its folder is used.
     *
     * @param archive a file; null for standard input
     * @param temporaryRoot where to unpack it; null for the usual place
     */
    static void unpack(
            @Nullable Path archive,
            InputStream standardInput,
            @Nullable Path temporaryRoot,
            ProgressBar bar,
            Consumer<Path> use) {
        ModelImport begun = archive == null ? ModelImport.of(standardInput, "standard input") : ModelImport.of(archive);
        ModelImport placed = temporaryRoot == null ? begun : begun.temporaryRoot(temporaryRoot);
        try (UnpackedModel model = placed.progress(bar).unpack()) {
            use.accept(model.folder());
        }
    }
}
