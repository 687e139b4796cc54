package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.PublishRequest;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Eight threads in each of four processes load one model into one empty cache. */
class ConcurrentLoadTest implements OnStorage {

    private static final int PROCESSES = 4;
    private static final int THREADS = 8;
    private static final int ROUNDS = 5;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void theArchiveIsReadOnce_andAllGetTheWholeModel(Workshop workshop) throws IOException {
        Path reads = loadEverywhere(workshop, new Jvm.Launch(workshop.folder()));
        assertThat(Files.readAllLines(reads)).hasSize(ROUNDS);
    }

    @Test
    void withLocksThatDoNothing_eachProcessReadsItOnceAtTheMost(Workshop workshop) throws IOException {
        Jvm.Launch launch = new Jvm.Launch(workshop.folder()).flag("-Dio.audmodel.cache.locks=none");
        Path reads = loadEverywhere(workshop, launch);
        assertThat(Files.readAllLines(reads))
                .hasSizeBetween(ROUNDS, PROCESSES * ROUNDS)
                .doesNotHaveDuplicates();
    }

    /** Returns the file that tells which process read which archive. */
    private static Path loadEverywhere(Workshop workshop, Jvm.Launch launch) {
        Path model = Samples.write(workshop.fresh("model"), "files", 2_000_000);
        String digest = FileTree.of(model).digest();
        Path cache = workshop.fresh("shared");
        Path reads = workshop.fresh("reads");
        try (Jvms jvms = Jvms.start(PROCESSES, i -> launch.begin(workshop.repository(), cache, reads))) {
            for (int round = 1; round <= ROUNDS; round++) {
                ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", round + ".0.0"));
                assertThat(jvms.ask(i -> "load-at-once " + id + " " + THREADS)).containsOnly(digest);
            }
            jvms.finish();
        }
        assertThat(FileTree.of(cache).names()).noneMatch(name -> name.endsWith(".tmp") || name.contains("~"));
        return reads;
    }
}
