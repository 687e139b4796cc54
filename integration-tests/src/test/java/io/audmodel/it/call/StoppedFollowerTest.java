package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Signals;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A follower whose process stands still for the time of many checks. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no process can be stopped there")
class StoppedFollowerTest implements OnStorage {

    private static final Alias LIVE = Alias.of("live");
    private static final long EVERY = 200;

    /** A tenth before the time: what comes sooner makes up for checks that were missed. */
    private static final long EARLIEST = EVERY - EVERY / 10;

    private static final Duration STANDSTILL = Duration.ofSeconds(3);
    private static final int LATER = 5;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void processThatStoodStill_checksOnce_andThenAsBefore(Workshop workshop) throws Exception {
        AudModel client = workshop.client();
        client.publish(workshop.request("onnx", "1.0.0").alias(LIVE));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        Jvm jvm = workshop.launch()
                .program(NotingFollower.class)
                .begin(workshop.repository(), workshop.fresh("cache"), LIVE, EVERY);
        List<Long> gaps = new ArrayList<>();
        try (Signals signals = new Signals()) {
            jvm.awaitReady();
            jvm.ask("next");
            signals.send("STOP", jvm.pid());
            client.setAlias(LIVE, two);
            LockSupport.parkNanos(STANDSTILL.toNanos());
            signals.send("CONT", jvm.pid());

            boolean isServed = false;
            for (int later = 0; later < LATER; later += isServed ? 1 : 0) {
                String[] answer = jvm.ask("next").split(" ");
                gaps.add(Long.parseLong(answer[0]));
                isServed |= answer[1].equals(two.toString());
            }
            jvm.close();
        } finally {
            jvm.kill();
        }

        assertThat(gaps).as("milliseconds from check to check").allMatch(gap -> gap >= EARLIEST);
        assertThat(gaps).anyMatch(gap -> gap >= STANDSTILL.toMillis() / 2);
    }
}
