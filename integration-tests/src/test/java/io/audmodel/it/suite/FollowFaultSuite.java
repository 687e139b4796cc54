package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Quiet;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ExactRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.Fault;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An alias moves, while one kind of fault happens to two of every four requests of its follower. {@code
 * -Daudmodel.follow.moves=1000} asks for more moves under each kind, and {@code -Daudmodel.follow.kinds=STALL,TRICKLE} for
 * some kinds alone.
 */
@Tag("reliability")
@Tag("one-jdk")
public interface FollowFaultSuite extends OnStorage {

    int MOVES = Integer.getInteger("audmodel.follow.moves", 1);

    /** A model is loaded anew each time that the alias comes back to it. */
    int MODELS = Math.min(8, MOVES + 1);

    Set<Fault> CHOSEN = Stream.of(
                    System.getProperty("audmodel.follow.kinds", "").split(","))
            .filter(name -> !name.isEmpty())
            .map(Fault::valueOf)
            .collect(Collectors.collectingAndThen(
                    Collectors.toSet(), named -> named.isEmpty() ? FaultKindSuite.KINDS : named));

    /** How a repository is connected to, beside its address. */
    Map<String, String> options();

    @Test
    @Quiet
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    default void follower_servesWholeModels_neverGoesBack_andIsAtTheNewestAtOnce(Workshop workshop) throws Exception {
        Repository repository = workshop.repository();
        AudModel mover = workshop.client();
        Map<ExactRef, Path> models = new LinkedHashMap<>();
        for (int version = 1; version <= MODELS; version++) {
            Path model = Samples.write(workshop.fresh("model"), "follow " + version, 20_000);
            models.put(mover.publish(PublishRequest.of(model, "onnx", Version.of(version + ".0.0"))), model);
        }
        Map<String, String> options = new HashMap<>(options());
        options.put("read_timeout", "0.5");
        Map<Fault, Future<FollowRun>> runs = new EnumMap<>(Fault.class);
        ExecutorService threads = Executors.newFixedThreadPool(CHOSEN.size());
        try {
            for (Fault fault : CHOSEN) {
                runs.put(fault, threads.submit(() -> {
                    FollowRun run = new FollowRun(fault, models, mover);
                    run.follow(workshop, repository, options, MOVES);
                    System.out.println(run);
                    return run;
                }));
            }
            for (Future<FollowRun> run : runs.values()) {
                assertThat(run.get().told()).isEqualTo(MOVES);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
