package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Staging;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.testkit.FragileDisk;
import io.audmodel.testkit.FragileDisk.Crash;
import io.audmodel.testkit.FragileDisk.Loss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Power that fails at every change of the file system in turn: what is found afterwards is the model, whole. */
@Tag("reliability")
@Tag("one-jdk")
class CachePowerLossTest {

    private static final ModelKey KEY = ModelKey.of(ModelId.of("0f1e2d3c-1.0.0"));
    private static final ModelKey EARLIER = ModelKey.of(ModelId.of("0f1e2d3c-0.9.0"));
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Map<String, String> FILES =
            Map.of("model.yaml", "a: 1\n", "log/eval.yaml", "uar: 0.7\n".repeat(5_000), "empty", "");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Loss.class)
    void fill(Loss loss, TestReporter reporter) throws IOException {
        int steps = all(loss, false, path -> false);
        assertThat(steps).isGreaterThan(10);
        reporter.publishEntry("prefixes", Integer.toString(steps));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void fill_besideAnotherVersion(Loss loss) throws IOException {
        assertThat(all(loss, true, path -> false)).isGreaterThan(10);
    }

    @Test
    void fill_whereFilesAreNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT, false, Files::isRegularFile)).isInstanceOf(AssertionError.class);
    }

    @Test
    void fill_whereOneFileIsNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT, false, path -> path.endsWith("log/eval.yaml")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fill_whereAFolderInTheModelIsNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT_AND_NAMES, true, path -> path.endsWith("log")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void fill_whereTheFolderOfVersionsIsNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT_AND_NAMES, true, path -> path.endsWith(KEY.id())))
                .isInstanceOf(AssertionError.class);
    }

    /**
     * @param beside whether the folder of the model's versions is on the disk already
     * @param lie what the disk says to have forced, and has not
     */
    private int all(Loss loss, boolean beside, Predicate<Path> lie) throws IOException {
        boolean stopped = true;
        int step = 0;
        while (stopped) {
            step++;
            Path root = Files.createTempDirectory(folder, "cache");
            if (beside) {
                new LocalCache(root, RegionLock::new).getOrFill(EARLIER, TIMEOUT, CachePowerLossTest::fill);
            }
            FragileDisk disk = new FragileDisk(Files.createTempDirectory(folder, "trash"), step, lie);
            stopped = isStopped(new LocalCache(disk.path(root), RegionLock::new));
            assertThat(disk.hasDied()).isEqualTo(stopped);
            disk.fail(loss);

            disownTemporaries(root);
            Cache survivor = new LocalCache(root, RegionLock::new);
            survivor.find(KEY).ifPresent(model -> assertThat(filesOf(model)).isEqualTo(FILES));
            boolean found = survivor.find(KEY).isPresent();
            // A cache may forget that it has a folder for a model, and never have something else in it.
            boolean mayBeMissing = stopped || loss == Loss.CONTENT_AND_NAMES && !beside;
            assertThat(mayBeMissing || found).as("done, loss of %s", loss).isTrue();
            Path model = survivor.getOrFill(KEY, TIMEOUT, CachePowerLossTest::fill);
            assertThat(filesOf(model)).as("step %s, loss of %s", step, loss).isEqualTo(FILES);
            // Who finds a model looks for nothing else; the next fill beside it sweeps.
            ModelKey other = ModelKey.of(ModelId.of("0f1e2d3c-2.0.0"));
            survivor.getOrFill(other, TIMEOUT, CachePowerLossTest::fill);
            assertThat(temporaries(root)).as("step %s, loss of %s", step, loss).isEmpty();
        }
        return step - 1;
    }

    private static boolean isStopped(Cache cache) {
        try {
            cache.getOrFill(KEY, TIMEOUT, CachePowerLossTest::fill);
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    private static void fill(Staging staging) {
        FILES.forEach((name, text) -> {
            Path file = staging.content().resolve(name);
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The process that made them is this one, and it lives: as if it had been another. */
    private static void disownTemporaries(Path root) throws IOException {
        for (Path path : temporaries(root)) {
            String name = path.getFileName().toString();
            Files.move(path, path.resolveSibling(name.replaceFirst("-[0-9]+-([0-9a-f]{8}[.]tmp)$", "-1-$1")));
        }
    }

    private static List<Path> temporaries(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.getFileName().toString().endsWith(".tmp"))
                    .toList();
        }
    }

    private static Map<String, String> filesOf(Path model) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(model)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(model.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
