package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole client on virtual threads, all of which share one carrier, and there is never a second one: if one of them kept
 * it while it waited for another, this would never end.
 */
class VirtualThreadsTest implements OnStorage {

    private static final int KINDS = 7;
    private static final int OF_EACH_KIND = 8;
    private static final int ROUNDS = 3;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everythingAtOnce_ends_onOneCarrier(Workshop workshop) throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "this JDK has no virtual threads");
        Path work = Files.createDirectories(workshop.fresh("work"));
        Jvm crowd = new Jvm.Launch(workshop.folder())
                .program(VirtualCrowd.class)
                .flag("-Djdk.virtualThreadScheduler.parallelism=1")
                .flag("-Djdk.virtualThreadScheduler.maxPoolSize=1")
                .begin(workshop.repository(), workshop.fresh("cache"), work);
        try {
            crowd.awaitReady();
            int threads = KINDS * OF_EACH_KIND;
            assertThat(crowd.ask(OF_EACH_KIND + " " + ROUNDS)).isEqualTo(threads * ROUNDS + " done by " + threads);
            crowd.close();
        } finally {
            crowd.kill();
        }
    }
}
