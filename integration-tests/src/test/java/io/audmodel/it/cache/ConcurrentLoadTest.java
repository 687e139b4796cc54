package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.PublishRequest;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Jvms;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Threads in each of several processes load one model into one empty cache. {@code -Daudmodel.nolocks.rounds=100
 * -Daudmodel.nolocks.processes=16} asks for more rounds without locks, and for the sixteen loads to be a process each.
 */
@Tag("reliability")
@Tag("one-jdk")
class ConcurrentLoadTest implements OnStorage {

    private static final int PROCESSES = 4;
    private static final int THREADS = 8;
    private static final int ROUNDS = 5;
    private static final int ROUNDS_WITHOUT_LOCKS = Integer.getInteger("audmodel.nolocks.rounds", 10);
    private static final int PROCESSES_WITHOUT_LOCKS = Integer.getInteger("audmodel.nolocks.processes", PROCESSES);
    private static final int LOADS_WITHOUT_LOCKS = 16;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void theArchiveIsReadOnce_andAllGetTheWholeModel(Workshop workshop) throws IOException {
        Path reads = loadEverywhere(workshop, new Jvm.Launch(workshop.folder()), ROUNDS, PROCESSES, THREADS);
        assertThat(Files.readAllLines(reads)).hasSize(ROUNDS);
    }

    @Test
    void withLocksThatDoNothing_eachProcessReadsItOnceAtTheMost(Workshop workshop) throws IOException {
        Jvm.Launch launch = new Jvm.Launch(workshop.folder()).flag("-Dio.audmodel.cache.locks=none");
        int threads = Math.max(1, LOADS_WITHOUT_LOCKS / PROCESSES_WITHOUT_LOCKS);
        Path noted = loadEverywhere(workshop, launch, ROUNDS_WITHOUT_LOCKS, PROCESSES_WITHOUT_LOCKS, threads);
        List<String> reads = Files.readAllLines(noted);
        assertThat(reads)
                .hasSizeBetween(ROUNDS_WITHOUT_LOCKS, PROCESSES_WITHOUT_LOCKS * ROUNDS_WITHOUT_LOCKS)
                .doesNotHaveDuplicates();
        System.out.printf(
                "locks that do nothing: %d rounds, %d processes with %d threads each, 0 errors, %d reads%n",
                ROUNDS_WITHOUT_LOCKS, PROCESSES_WITHOUT_LOCKS, threads, reads.size());
    }

    /** Returns the file that tells which process read which archive. */
    private static Path loadEverywhere(Workshop workshop, Jvm.Launch launch, int rounds, int processes, int threads) {
        Path model = Samples.write(workshop.fresh("model"), "files", 2_000_000);
        String digest = FileTree.of(model).digest();
        Path cache = workshop.fresh("shared");
        Path reads = workshop.fresh("reads");
        try (Jvms jvms = Jvms.start(processes, i -> launch.begin(workshop.repository(), cache, reads))) {
            for (int round = 1; round <= rounds; round++) {
                ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of(round + ".0.0")));
                assertThat(jvms.ask(i -> "load-at-once " + id + " " + threads)).containsOnly(digest);
            }
            jvms.finish();
        }
        assertThat(FileTree.of(cache).names()).noneMatch(name -> name.endsWith(".tmp") || name.contains("~"));
        return reads;
    }
}
