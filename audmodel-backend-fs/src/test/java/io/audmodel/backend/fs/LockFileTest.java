package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @TempDir
    private Path root;

    /** Far from zero: where it begins means nothing. */
    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(9).toNanos());

    private Path file;
    private LockFile lock;

    @BeforeEach
    void make() {
        file = root.resolve(".locked~");
        lock = new LockFile(root, Duration.ofSeconds(30), nanos::get);
    }

    @Test
    void attempt_looksForAnAbandonedFileAtMostOnceASecond() throws IOException {
        Files.writeString(file, "dead");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
        assertThat(lock.attempt()).isNull();
        nanos.addAndGet(SECOND);
        assertThat(lock.attempt()).isNull();
        assertThat(file).hasContent("dead");

        nanos.incrementAndGet();
        assertThat(lock.attempt()).as("it looked, and asks again").isNull();
        assertThat(file).doesNotExist();
        assertThat(lock.attempt()).isNotNull();
    }

    @Test
    void require_holdsForAThirdOfTheTime_andNotLonger() throws IOException {
        try (FsLock.Held held = lock.attempt()) {
            nanos.addAndGet(10 * SECOND);
            held.require();
            nanos.incrementAndGet();
            assertThatThrownBy(held::require)
                    .isInstanceOf(FsLock.LostException.class)
                    .hasMessageContaining("held for too long");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void fileThatIsGone_isNotHeld_andClosingIsNoError() throws IOException {
        FsLock.Held held = lock.attempt();
        Files.delete(file);
        assertThatThrownBy(held::require).isInstanceOf(FsLock.LostException.class);
        held.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void fileOfAnother_isLeftToItsOwner() throws IOException {
        FsLock.Held held = lock.attempt();
        Files.writeString(file, "another");
        held.close();
        assertThat(file).hasContent("another");
    }
}
