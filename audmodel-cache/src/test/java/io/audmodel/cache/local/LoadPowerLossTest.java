package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.FragileDisk;
import io.audmodel.testkit.FragileDisk.Crash;
import io.audmodel.testkit.FragileDisk.Loss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Power that fails at every change of the file system that a load makes, the unpacker's among them. */
@Tag("reliability")
@Tag("one-jdk")
class LoadPowerLossTest {

    private static final Repository HERE = new Repository("power", "here", "models");

    @TempDir
    private Path folder;

    private final InMemoryBackend store = new InMemoryBackend();
    private ModelId id;
    private ModelId earlier;

    @BeforeEach
    void publish() throws IOException {
        Path root = Files.createDirectories(folder.resolve("model"));
        Files.createDirectories(root.resolve("log/more"));
        Files.writeString(root.resolve("model.yaml"), "a: 1\n");
        Files.writeString(root.resolve("empty"), "");
        byte[] weights = new byte[100_000];
        new Random(1).nextBytes(weights);
        Files.write(root.resolve("log/weights.bin"), weights);
        Files.writeString(root.resolve("log/more/eval.yaml"), "uar: 0.7\n".repeat(5_000));
        Path cache = folder.resolve("publisher");
        try (AudModel client = client(new LocalCache(cache, RegionLock::new))) {
            id = client.publish(PublishRequest.of(root, "power", Version.of("1.0.0")));
            earlier = client.publish(PublishRequest.of(root, "power", Version.of("0.9.0")));
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void load_stoppedAnywhere_isWholeOrGone_andIsCompletedByARepeat(Loss loss, TestReporter reporter)
            throws IOException {
        int steps = all(loss, path -> false);
        assertThat(steps).isGreaterThan(20);
        reporter.publishEntry("prefixes", Integer.toString(steps));
    }

    @Test
    void load_whereOneFileIsNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT, path -> path.endsWith("log/weights.bin")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void load_whereAFolderOfTheModelIsNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT_AND_NAMES, path -> path.endsWith("more")))
                .isInstanceOf(AssertionError.class);
    }

    /** @param lie what the disk says to have forced, and has not */
    private int all(Loss loss, Predicate<Path> lie) throws IOException {
        boolean stopped = true;
        int step = 0;
        while (stopped) {
            step++;
            Path root = Files.createTempDirectory(folder, "cache");
            LocalCache survivor = new LocalCache(root, RegionLock::new);
            try (AudModel fresh = client(survivor)) {
                fresh.load(earlier);
                FragileDisk disk = new FragileDisk(Files.createTempDirectory(folder, "trash"), step, lie);
                stopped = isStopped(new LocalCache(disk.path(root), RegionLock::new));
                assertThat(disk.hasDied()).isEqualTo(stopped);
                disk.fail(loss);

                String when = "step " + step + ", loss of " + loss;
                boolean found = survivor.find(ModelKey.of(id)).isPresent();
                assertThat(stopped || found).as(when).isTrue();
                assertThat(filesOf(fresh.load(id))).as(when).isEqualTo(filesOf(folder.resolve("model")));
                assertThat(fresh.header(id).author()).as(when).isEqualTo("author");
            }
        }
        return step - 1;
    }

    private boolean isStopped(LocalCache cache) {
        try (AudModel client = client(cache)) {
            client.load(id);
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    private AudModel client(LocalCache cache) {
        return AudModel.builder()
                .repository(HERE, store.reconnect())
                .environment(Environment.of(Map.of(), folder, "author"))
                .cache(cache)
                .build();
    }

    private static Map<Path, String> filesOf(Path model) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(model)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(model.relativize(file), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
