package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.OnS3Stub;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.Repository;
import io.audmodel.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Many processes with one cache at work on one bucket for a while, behind a proxy that disturbs one request in twenty.
 * None of them leaks anything or sees a wrong byte, and what they leave is whole. The full run: {@code
 * -Daudmodel.soak.processes=32 -Daudmodel.soak.seconds=3600}.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "descriptors are counted in /proc")
@Tag("reliability")
@Tag("one-jdk")
class SoakTest extends OnS3Stub {

    private static final int PROCESSES = Integer.getInteger("audmodel.soak.processes", 3);
    private static final int SECONDS = Integer.getInteger("audmodel.soak.seconds", 6);
    private static final long SEED = Long.getLong("audmodel.seed", 1);
    private static final double SHARE = 0.05;

    /** Calls under way may take as long as their timeouts. */
    private static final int GRACE = 240;

    @Test
    void processes_leakNothing_andLeaveNothingHalf(Workshop workshop) throws IOException, InterruptedException {
        Repository repository = workshop.repository();
        URI address = URI.create(repository.host());
        Path cache = workshop.fresh("shared-cache");
        try (FaultProxy proxy = FaultProxy.start(
                new InetSocketAddress(address.getHost(), address.getPort()), SEED, FaultProxy.seeded(SEED, SHARE))) {
            Repository disturbed = new Repository(
                    repository.backend(),
                    repository.host().replace(":" + address.getPort(), ":" + proxy.port()),
                    repository.name());
            List<Process> processes = new ArrayList<>();
            List<Path> said = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                Path folder = Files.createDirectories(workshop.fresh("process"));
                said.add(folder.resolve("said.log"));
                processes.add(start(disturbed, cache, folder, said.get(i), SEED + i));
            }
            for (int i = 0; i < PROCESSES; i++) {
                boolean ended = processes.get(i).waitFor(SECONDS + GRACE, TimeUnit.SECONDS);
                processes.get(i).destroyForcibly();
                String text = Files.readString(said.get(i));
                assertThat(ended)
                        .as("process %s ended, seed %s: %s", i, SEED, text)
                        .isTrue();
                assertThat(processes.get(i).exitValue())
                        .as("process %s, seed %s: %s", i, SEED, text)
                        .isZero();
                System.out.printf("soak test, process %d: %s%n", i, text.strip());
            }
        }
        requireWhole(workshop, cache);
    }

    private static Process start(Repository repository, Path cache, Path folder, Path said, long seed)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Soak.class.getName(),
                        repository.toString(),
                        cache.toString(),
                        folder.toString(),
                        Integer.toString(SECONDS),
                        Long.toString(seed))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /** Every model that is there loads, from the cache and from the bucket, and every alias points to one. */
    private static void requireWhole(Workshop workshop, Path cache) {
        AudModel shared = workshop.open(workshop.builder(workshop.repository()).cacheRoot(cache));
        AudModel fresh = workshop.client();
        List<ExactRef> found;
        try (Stream<FoundModel> models = fresh.find(ModelQuery.all())) {
            found = models.map(FoundModel::ref).toList();
        }
        assertThat(found).isNotEmpty();
        for (ExactRef id : found) {
            assertThat(FileTree.of(shared.load(id)).digest())
                    .isEqualTo(FileTree.of(fresh.load(id)).digest());
            assertThat(fresh.meta(id)).containsKey("version");
        }
        for (Alias alias : Soak.ALIASES) {
            requireRepairable(fresh, alias, found);
        }
        assertThat(FileTree.of(cache).names()).noneMatch(name -> name.contains(".tmp"));
    }

    /** A move that failed twice, in itself and in its undoing, leaves the alias in a list until somebody repeats it. */
    private static void requireRepairable(AudModel client, Alias alias, List<ExactRef> models) {
        try {
            assertThat(client.resolveAlias(alias)).isIn(models);
        } catch (AliasNotFoundException e) {
            // No call succeeded in setting it.
        }
        for (ExactRef id : models) {
            client.setAlias(alias, id);
        }
        ExactRef last = models.get(models.size() - 1);
        assertThat(client.resolveAlias(alias)).isEqualTo(last);
        for (ExactRef id : models) {
            assertThat(client.aliases(id).contains(alias))
                    .as("%s is in the list of %s", alias, id)
                    .isEqualTo(id.equals(last));
        }
    }
}
