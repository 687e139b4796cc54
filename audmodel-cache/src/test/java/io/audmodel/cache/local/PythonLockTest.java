package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.error.LockTimeoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no flock on Windows")
@Tag("one-jdk")
class PythonLockTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private Cache cache;
    private Path lock;

    @BeforeEach
    void open() throws Exception {
        Python.require();
        cache = new LocalCache(root, () -> ProcessLocks.of("auto"));
        lock = Files.createDirectories(root.resolve("3e120e8d")).resolve(".1.0.0.lock");
    }

    @Test
    void getOrFill_timesOutWhilePythonFills_andNamesIt() throws Exception {
        try (ChildProcess python = Python.lock(lock)) {
            python.expect("held");

            assertThatThrownBy(() -> cache.getOrFill(KEY, Duration.ofMillis(30), CacheProgram::fill))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining(lock.toString())
                    .hasMessageContaining(System.getProperty("os.name").equals("Linux") ? "" + python.pid() : "");
        }
    }

    @Test
    void getOrFill_waitsForPython() throws Exception {
        try (ChildProcess python = Python.lock(lock)) {
            python.expect("held");
            FutureTask<Path> load = startAndAwaitWaiting(CacheProgram::fill);
            python.send("release");

            assertThat(load.get(60, SECONDS)).isNotEmptyDirectory();
        }
    }

    @Test
    void getOrFill_goesOnWhenPythonIsKilled() throws Exception {
        try (ChildProcess python = Python.lock(lock)) {
            python.expect("held");
            FutureTask<Path> load = startAndAwaitWaiting(CacheProgram::fill);
            python.kill();

            assertThat(load.get(60, SECONDS)).isNotEmptyDirectory();
        }
    }

    @Test
    void python_isBusyWhileWeFill_andNotAfterwards() throws Exception {
        cache.getOrFill(KEY, LONG, staging -> {
            expectOfPython("busy");
            CacheProgram.fill(staging);
        });

        expectOfPython("held");
    }

    @Test
    void tryLock_takesNoFileThatPythonDeleted() throws Exception {
        ProcessLock flock = ProcessLocks.of("auto");
        try (ChildProcess python = Python.lock(lock)) {
            python.expect("held");
            FutureTask<Path> load = startAndAwaitWaiting(staging -> {
                CacheProgram.fill(staging);
                expectOfPython("busy");
            });
            assertThat(Locking.tryLock(flock, lock)).isEmpty();
            python.send("unlink");

            assertThat(load.get(60, SECONDS)).isNotEmptyDirectory();
        }
    }

    /** A load in a thread of its own that has asked for the lock, and waits to ask again. */
    private FutureTask<Path> startAndAwaitWaiting(Cache.Filler filler) {
        FutureTask<Path> load = new FutureTask<>(() -> cache.getOrFill(KEY, LONG, filler));
        Thread thread = new Thread(load, "load");
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(load).as("a load while Python holds the lock").isNotDone();
            Thread.onSpinWait();
        }
        return load;
    }

    private void expectOfPython(String line) {
        try (ChildProcess python = Python.lock(lock)) {
            python.expect(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
