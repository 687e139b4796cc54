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

        try (ProcessLock.Held held = Locking.tryLock(region, file).orElseThrow()) {
            assertThat(held.keepsAllOut()).isFalse();
            assertThat(Locking.tryLock(region, file)).isEmpty();
        }
        Locking.tryLock(region, file).orElseThrow().close();
        assertThat(file).isEmptyFile();
    }
}
