package io.audmodel.it.crash;

import io.audmodel.AudModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An application that makes use of the library, and closes it. */
public final class Redeployed implements Consumer<List<String>> {

    /** Many enough to be forced to the disk by one call. */
    private static final int FILES = 40;

    @Override
    public void accept(List<String> where) {
        try {
            Path folder = Path.of(where.get(0));
            Path model = Files.createDirectory(folder.resolve("model"));
            Files.writeString(model.resolve("weights.bin"), "0123".repeat(100_000));
            for (int i = 0; i < FILES; i++) {
                Files.writeString(model.resolve("file-" + i), "content " + i);
            }
            Files.createDirectories(folder.resolve("host/models"));
            use(
                    model,
                    new Repository("file-system", folder.resolve("host").toString(), "models"),
                    folder.resolve("cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void use(Path model, Repository repository, Path cache) {
        try (AudModel audmodel =
                AudModel.builder().repository(repository).cacheRoot(cache).build()) {
            ModelId id = audmodel.publish(PublishRequest.of(model, "emotion", Version.of("1.0.0"))
                    .parameters(Map.of("rate", 16_000))
                    .meta(Map.of("recall", 0.5))
                    .alias(Alias.of("best")));
            audmodel.load(ModelRef.of("best"));
            audmodel.updateMeta(id, Map.of("reviewed", true));
            audmodel.verify(id);
            try (var found = audmodel.find(ModelQuery.all())) {
                found.forEach(each -> audmodel.parameters(each.ref()));
            }
        }
    }
}
