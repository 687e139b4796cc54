package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.cache.Cache.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere what a killed process left stays for a day")
class KilledProcessTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path root;

    @Test
    void theNextFillSucceeds_andRemovesWhatTheKilledOneLeft() throws Exception {
        killedWhileFilling();
        killedWhileFilling();
        assertThat(names()).hasSize(2).contains(".1.0.0.lock");

        Cache cache = new LocalCacheProvider().open(root);
        assertThat(cache.find(KEY)).isEmpty();
        assertThat(cache.getOrFill(KEY, LONG, CacheProgram::fill)).isNotEmptyDirectory();

        assertThat(names()).containsExactlyInAnyOrder(".1.0.0.lock", "1.0.0");
    }

    @Test
    void theNextWriteRemovesWhatTheKilledOneLeft() throws Exception {
        killedWhileFilling();

        new LocalCacheProvider().open(root).write(KEY, Document.META, new byte[] {1});

        assertThat(names()).containsExactlyInAnyOrder(".1.0.0.lock", "1.0.0.meta.yaml");
    }

    @Test
    void aLiveProcessKeepsItsFolder_withoutLocksToo() throws Exception {
        try (ChildProcess child = ChildProcess.jvm(root, "hang")) {
            child.expect("filling");

            new LocalCache(root, () -> new NoLock(Locks.SWITCHED_OFF)).getOrFill(KEY, LONG, CacheProgram::fill);
            assertThat(names()).hasSize(3);

            child.send("continue");
            assertThat(child.remaining()).isEmpty();
        }
        assertThat(names()).containsExactlyInAnyOrder(".1.0.0.lock", "1.0.0");
    }

    private void killedWhileFilling() throws Exception {
        try (ChildProcess child = ChildProcess.jvm(root, "hang")) {
            child.expect("filling");
            child.kill();
        }
    }

    private List<String> names() throws IOException {
        try (var paths = Files.list(root.resolve(KEY.id()))) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
