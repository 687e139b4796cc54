package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemLockTest {

    @TempDir
    private Path root;

    private Path file;

    @BeforeEach
    void name() {
        file = root.resolve(".lock~");
    }

    /** Every user who may read it may lock it: users who may not write could stop those who may. */
    @ParameterizedTest
    @CsvSource({
        "rw-rw-r--, rw-rw----",
        "rw-r--r--, rw-------",
        "rw-r-----, rw-------",
        "rw-r--rw-, rw----rw-",
        "rw-rw-rw-, rw-rw-rw-"
    })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at permissions")
    void file_canBeReadByThoseWhoCanWriteItAlone(String before, String after) throws IOException {
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));
        SystemLock lock = new SystemLock(root, new LockFile(root));
        lock.attempt().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(after);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the open files of a process are listed on Linux only")
    void file_isOpenWhileItIsAskedFor_andNotLonger() throws IOException {
        SystemLock busy = new SystemLock(root, new LockFile(root), channel -> null);
        assertThat(busy.attempt()).isNull();
        assertThat(busy.attempt()).isNull();
        assertThat(open()).isEqualTo(1);
        busy.giveUp();
        assertThat(open()).isZero();
        busy.giveUp();

        SystemLock free = new SystemLock(root, new LockFile(root), FileChannel::tryLock);
        FsLock.Held held = free.attempt();
        free.giveUp();
        assertThat(open()).as("what is held is not given up").isEqualTo(1);
        held.close();
        assertThat(open()).isZero();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the open files of a process are listed on Linux only")
    void fileSystemWithoutLocks_isToldOnce_andLeavesNothingOpen() throws IOException {
        SystemLock without = new SystemLock(root, new LockFile(root), channel -> {
            throw new IOException("No locks available");
        });
        List<String> told = new ArrayList<>();
        Handler collecting = new Handler() {
            @Override
            public void publish(LogRecord message) {
                told.add(new SimpleFormatter().formatMessage(message));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.audmodel");
        logger.addHandler(collecting);
        logger.setUseParentHandlers(false);
        try {
            assertThat(without.file()).isEqualTo(file);
            without.attempt().close();
            without.attempt().close();
        } finally {
            logger.removeHandler(collecting);
            logger.setUseParentHandlers(true);
        }
        assertThat(told)
                .singleElement()
                .asString()
                .contains(
                        root.toString(),
                        "No locks available",
                        root.resolve(".locked~").toString());
        assertThat(without.file()).isEqualTo(root.resolve(".locked~"));
        assertThat(open()).isZero();
    }

    private long open() throws IOException {
        Path real = file.toRealPath();
        long count = 0;
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.exists(descriptor)
                        && Files.readSymbolicLink(descriptor).equals(real)) {
                    count++;
                }
            }
        }
        return count;
    }
}
