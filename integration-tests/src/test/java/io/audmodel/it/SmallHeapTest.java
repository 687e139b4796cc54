package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A JVM with a heap of 64 MB publishes and loads a model that is many times as large. The largest file has no content but
 * zeros, and takes no room at first; {@code -Daudmodel.heap.megabytes=8192} makes it as large as the promise says.
 */
class SmallHeapTest implements OnStorage {

    private static final int MIB = 1 << 20;
    private static final long ZEROS = Integer.getInteger("audmodel.heap.megabytes", 128) * (long) MIB;
    private static final int NOISE = 48 * MIB;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void aModelLargerThanTheHeap_isPublishedAndLoaded_inPlaceAndByRanges(Workshop workshop) throws IOException {
        Path model = Samples.write(workshop.fresh("model"), "heap", NOISE);
        try (RandomAccessFile zeros =
                new RandomAccessFile(model.resolve("zeros.bin").toFile(), "rw")) {
            zeros.setLength(ZEROS);
        }
        ModelId id = Worker.request(model, "1.0.0", "sphinx").id();

        Path reads = workshop.fresh("reads");
        Path cache = workshop.fresh("cache");
        try (Jvm jvm = launch(workshop).start(workshop.repository(), cache, reads)) {
            assertThat(jvm.ask("publish " + model + " 1.0.0 sphinx")).isEqualTo(id.toString());
            requireSame(Path.of(jvm.ask("load-unseen " + id)), model);
        }
        assertThat(Files.readAllLines(reads)).as("requests for a local file").hasSize(1);
        FileTree.delete(cache);
        Files.delete(reads);

        try (Jvm jvm = launch(workshop).start(workshop.repository(), cache, reads)) {
            requireSame(Path.of(jvm.ask("load-by-ranges " + id)), model);
        }
        assertThat(Files.readAllLines(reads)).as("requests for ranges").hasSizeGreaterThan(2);
    }

    private static Jvm.Launch launch(Workshop workshop) {
        return new Jvm.Launch(workshop.folder()).flag("-Xmx64m");
    }

    private static void requireSame(Path loaded, Path model) throws IOException {
        for (String name : List.of("zeros.bin", "model.onnx", "log/eval.yaml")) {
            assertThat(Files.mismatch(loaded.resolve(name), model.resolve(name)))
                    .as(name + " of " + loaded)
                    .isEqualTo(-1);
        }
    }
}
