package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CancelledException;
import io.audmodel.error.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
        interruptWhileItWaits();
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
            interruptWhileItWaits();
        }
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo("in turn");
    }

    @Test
    void hold_actionFails_isReleased() throws IOException {
        assertThatThrownBy(() -> lock().hold(held -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(lock().<String>hold(held -> "free")).isEqualTo("free");
    }

    /** Counts what is asked of it, and is another's for ever. */
    private static final class Busy implements FsLock.Processes {

        private final AtomicInteger attempts = new AtomicInteger();
        private final AtomicInteger givenUp = new AtomicInteger();

        @Override
        public FsLock.@Nullable Held attempt() {
            attempts.incrementAndGet();
            return null;
        }

        @Override
        public void giveUp() {
            givenUp.incrementAndGet();
        }

        @Override
        public Path file() {
            return Path.of("file-of-the-lock");
        }
    }

    @Test
    void hold_waits_withPausesThatGrow_andGivesUpOnce() {
        Busy busy = new Busy();
        assertThatThrownBy(() -> new FsLock(root, errors(), busy, Duration.ofMillis(50)).hold(any -> true))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("file-of-the-lock");
        assertThat(busy.attempts).hasValueBetween(2, 100);
        assertThat(busy.givenUp).hasValue(1);
    }

    @Test
    void hold_whereTheLockIsFree_givesNothingUp() throws IOException {
        Busy busy = new Busy();
        FsLock.Processes free = new FsLock.Processes() {
            @Override
            public FsLock.@Nullable Held attempt() throws IOException {
                return new LockFile(root).attempt();
            }

            @Override
            public void giveUp() {
                busy.giveUp();
            }

            @Override
            public Path file() {
                return busy.file();
            }
        };
        assertThat(new FsLock(root, errors(), free, Duration.ofMinutes(1)).<String>hold(any -> "held"))
                .isEqualTo("held");
        assertThat(busy.givenUp).hasValue(0);
    }

    @Test
    void hold_somebodyNeverLetsGo_ends() {
        FsLock.Processes held = new SystemLock(root, new LockFile(root), channel -> null);
        assertThatThrownBy(() -> new FsLock(root, errors(), held, Duration.ofMillis(50)).hold(any -> true))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(".lock~");
    }

    /** Every user who may read a file may lock it, and would stop all writers. */
    @Test
    void hold_fileOfTheLock_canBeReadByWhoCanWriteItAlone() throws IOException {
        lock().hold(held -> true);
        assertThat(Files.getPosixFilePermissions(root.resolve(".lock~")))
                .satisfies(modes -> assertThat(modes.contains(PosixFilePermission.GROUP_READ))
                        .isEqualTo(modes.contains(PosixFilePermission.GROUP_WRITE)))
                .satisfies(modes -> assertThat(modes.contains(PosixFilePermission.OTHERS_READ))
                        .isEqualTo(modes.contains(PosixFilePermission.OTHERS_WRITE)));
    }

    @Test
    void hold_fileSystemHasNoLocks_takesTurnsByAFile() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FsLock lock = new FsLock(root, errors(), withoutLocks(LockFile.ABANDONED), Duration.ofMinutes(1));
            writers.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 50; round++) {
                    try {
                        lock.hold(held -> {
                            held.require();
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.yield();
                            assertThat(root.resolve(".locked~")).exists();
                            return inside.decrementAndGet();
                        });
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }));
        }
        for (CompletableFuture<Void> writer : writers) {
            writer.get(1, TimeUnit.MINUTES);
        }
        assertThat(most).hasValue(1);
        assertThat(root.resolve(".locked~")).doesNotExist();
    }

    @Test
    void lockFile_ofADeadProcess_isTakenOver_andThatOfALivingOneIsNot() throws IOException {
        Path file = Files.writeString(root.resolve(".locked~"), "somebody");
        LockFile lock = new LockFile(root, Duration.ofSeconds(1), System::nanoTime);
        assertThatThrownBy(
                        () -> new FsLock(root, errors(), new LockFile(root), Duration.ofMillis(50)).hold(any -> true))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(".locked~");
        assertThat(file).hasContent("somebody");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(10)));
        assertThat(new FsLock(root, errors(), lock, Duration.ofMinutes(1)).<String>hold(held -> "taken"))
                .isEqualTo("taken");
        assertThat(file).doesNotExist();
    }

    @Test
    void lockFile_takenFromItsHolder_isNoticedBeforeItCounts() throws IOException {
        assertThatThrownBy(() -> new FsLock(root, errors(), new LockFile(root), Duration.ofMinutes(1)).hold(held -> {
                    Files.writeString(root.resolve(".locked~"), "somebody else");
                    held.require();
                    return true;
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("held for too long");
        assertThat(root.resolve(".locked~")).hasContent("somebody else");
    }

    private FsLock.Processes withoutLocks(Duration abandoned) {
        return new SystemLock(root, new LockFile(root, abandoned, System::nanoTime), channel -> {
            throw new IOException("No locks available");
        });
    }

    private FsErrors errors() {
        return new FsErrors("file-system:test", root);
    }

    private FsLock lock() {
        return new FsLock(root, FsLock.Way.SYSTEM, errors());
    }

    private <T> T hold(FsErrors.Action<T> action) {
        try {
            return lock().hold(held -> action.run());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Another thread asks for the lock, waits, and is interrupted then. */
    private void interruptWhileItWaits() throws Exception {
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            assertThatThrownBy(() -> hold(() -> true)).isInstanceOf(CancelledException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(waiting, "waiting");
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(waiting).as("it waits for the lock").isNotDone();
            Thread.onSpinWait();
        }
        thread.interrupt();
        assertThat(waiting.get(1, TimeUnit.MINUTES)).as("the flag").isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
