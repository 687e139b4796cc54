package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.model.ModelKey;
import io.audmodel.testkit.FragileDisk;
import io.audmodel.testkit.FragileDisk.Crash;
import io.audmodel.testkit.FragileDisk.Loss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Power that fails while a document is replaced: the old one is there or the new one, and the new one once it is done. */
@Tag("reliability")
class DocumentPowerLossTest {

    private static final ModelKey KEY = CacheProgram.KEY;
    private static final String OLD = "name: old\n";
    private static final String NEW = "name: new\n".repeat(1_000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Loss.class)
    void write(Loss loss) throws IOException {
        assertThat(all(loss, path -> false)).isGreaterThan(3);
    }

    @Test
    void write_thatIsNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT, Files::isRegularFile)).isInstanceOf(AssertionError.class);
    }

    @Test
    void write_whoseNameIsNotForced_isFoundOut() {
        assertThatThrownBy(() -> all(Loss.CONTENT_AND_NAMES, path -> path.endsWith(KEY.id())))
                .isInstanceOf(AssertionError.class);
    }

    /** @param lie what the disk says to have forced, and has not */
    private int all(Loss loss, Predicate<Path> lie) throws IOException {
        boolean stopped = true;
        int step = 0;
        while (stopped) {
            step++;
            Path root = Files.createTempDirectory(folder, "cache");
            write(root, OLD);
            FragileDisk disk = new FragileDisk(Files.createTempDirectory(folder, "trash"), step, lie);
            stopped = isStopped(disk.path(root));
            disk.fail(loss);

            Cache survivor = new LocalCache(root, RegionLock::new);
            Optional<String> found =
                    survivor.read(KEY, Document.META).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
            assertThat(found)
                    .as("step %s, loss of %s", step, loss)
                    .get()
                    .isIn(stopped ? List.of(OLD, NEW) : List.of(NEW));
        }
        return step - 1;
    }

    private static boolean isStopped(Path root) {
        try {
            write(root, NEW);
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    private static void write(Path root, String text) {
        new LocalCache(root, RegionLock::new).write(KEY, Document.META, text.getBytes(StandardCharsets.UTF_8));
    }
}
