package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionLockTest {

    @TempDir
    Path folder;

    @Test
    void tryLock_excludesOthers_untilItIsClosed() throws IOException {
        ProcessLock region = new RegionLock();
        Path file = folder.resolve(".1.0.0.lock");

        try (ProcessLock.Held held = region.tryLock(file).orElseThrow()) {
            assertThat(held.keepsAllOut()).isFalse();
            assertThat(region.tryLock(file)).isEmpty();
        }
        region.tryLock(file).orElseThrow().close();
        assertThat(file).isEmptyFile();
    }
}
