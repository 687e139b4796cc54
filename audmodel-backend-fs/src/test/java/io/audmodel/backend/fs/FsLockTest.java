package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsLockTest {

    @TempDir
    private Path root;

    @Test
    void hold_otherThreadHoldsIt_canBeInterrupted() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> holder = CompletableFuture.supplyAsync(() -> hold(() -> {
            held.countDown();
            return await(release);
        }));
        await(held);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> hold(() -> true)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        assertThat(holder.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(hold(() -> "free again")).isEqualTo("free again");
    }

    @Test
    void hold_anotherCopyOfTheLibraryHoldsIt_waits() throws Exception {
        Path file = root.resolve(".lock~");
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> waiting;
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            waiting = CompletableFuture.supplyAsync(() -> {
                begun.countDown();
                return hold(() -> other.isOpen() ? "too early" : "in turn");
            });
            await(begun);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> hold(() -> true)).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo("in turn");
    }

    @Test
    void hold_othersNeverLetGo_isGivenUp_andNamesTheLock() throws Exception {
        Path file = root.resolve(".lock~");
        FsLock impatient = new FsLock(root, Duration.ofMillis(100));
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatThrownBy(() -> impatient.hold(() -> true))
                    .isInstanceOf(FsLock.HeldException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("another process");
        }
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> holder = CompletableFuture.supplyAsync(() -> hold(() -> {
            held.countDown();
            return await(release);
        }));
        await(held);
        assertThatThrownBy(() -> impatient.hold(() -> true))
                .isInstanceOf(FsLock.HeldException.class)
                .hasMessageContaining("another thread");
        release.countDown();
        assertThat(holder.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(impatient.<Boolean>hold(() -> true)).isTrue();
    }

    @Test
    void hold_actionFails_isReleased() throws IOException {
        assertThatThrownBy(() -> new FsLock(root).hold(() -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(new FsLock(root).<String>hold(() -> "free")).isEqualTo("free");
    }

    private <T> T hold(FsErrors.Action<T> action) {
        try {
            return new FsLock(root).hold(action);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
