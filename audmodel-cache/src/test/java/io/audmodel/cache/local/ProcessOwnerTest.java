package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the others do not tell of processes by files")
class ProcessOwnerTest {

    private static final int NOBODY = 999_999_999;

    @TempDir
    Path proc;

    private final ProcessOwner me = ProcessOwner.current();

    @Test
    void thisProcess_isNotGone_andOneWithoutAFileIs() {
        assertThat(me.isGone()).isFalse();
        assertThat(new ProcessOwner(me.host(), NOBODY, 1).isGone()).isTrue();
        assertThat(new ProcessOwner(me.host(), me.process(), me.start() - 1).isGone())
                .isTrue();
        assertThat(new ProcessOwner("ffffffff", NOBODY, 1).isGone()).isFalse();
    }

    @Test
    void processThatCannotBeLookedAt_isNotTakenForGone() throws IOException {
        // A folder opens, and then fails to be read: an error other than that nothing is there.
        Files.createDirectories(proc.resolve(me.process() + "/stat"));

        assertThat(me.isGone(proc)).isFalse();
    }

    @Test
    void interruptedThread_takesNoProcessForGone() {
        Thread.currentThread().interrupt();
        try {
            assertThat(me.isGone()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
