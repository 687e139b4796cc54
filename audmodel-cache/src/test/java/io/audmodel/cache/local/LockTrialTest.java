package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache.Locks;
import io.audmodel.error.CacheException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockTrialTest {

    private static final int ENOLCK = 37;

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no flock on Windows")
    void locksOfTheSystem_work() {
        assertThat(tryOut(new Flock())).isEqualTo(Locks.WORKING);
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no flock on Windows")
    void fileSystemWithoutLocks_isFoundOut() {
        NativeCalls calls = new NativeCalls();
        Flock.Calls without = new Flock.Calls() {
            @Override
            public int open(Path file) throws IOException {
                return calls.open(file);
            }

            @Override
            public int openFolder(Path file) throws IOException {
                return calls.openFolder(file);
            }

            @Override
            public int lock(int descriptor, boolean isShared) {
                return ENOLCK;
            }

            @Override
            public void unlock(int descriptor) {
                calls.unlock(descriptor);
            }

            @Override
            public void close(int descriptor) {
                calls.close(descriptor);
            }

            @Override
            public String fileSystemOf(Path file) throws IOException {
                return calls.fileSystemOf(file);
            }
        };
        try (CapturedLog log = new CapturedLog(Flock.class)) {
            assertThat(tryOut(new Flock(without))).isEqualTo(Locks.NOT_KEPT);
            assertThat(log.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Locks.class,
            names = {"SWITCHED_OFF", "NOT_CALLABLE"})
    void withoutLocks_theReasonIsSaid(Locks why) {
        assertThat(tryOut(new NoLock(why))).isEqualTo(why);
        assertThat(ProcessLocks.of("none")).isEqualTo(new NoLock(Locks.SWITCHED_OFF));
    }

    @Test
    void rootThatIsAFile_cannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("cache"), "x");
        assertThatThrownBy(() -> tryOut(new NoLock(Locks.SWITCHED_OFF)))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("it is not a folder");
    }

    private Locks tryOut(ProcessLock lock) {
        return new LocalCache(folder.resolve("cache"), () -> lock).tryOut();
    }
}
