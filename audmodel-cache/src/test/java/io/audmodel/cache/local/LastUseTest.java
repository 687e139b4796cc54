package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastUseTest {

    private static final ModelKey KEY = new ModelKey("3e120e8d", Version.of("1.0.0"));
    private static final Instant FILLED =
            Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    Path root;

    private Path model;
    private Path note;

    @BeforeEach
    void fill() throws IOException {
        model = Files.createDirectories(root.resolve("3e120e8d/1.0.0"));
        note = root.resolve("3e120e8d/.1.0.0.used");
        Files.setLastModifiedTime(model, FileTime.from(FILLED));
    }

    @Test
    void whatWasNeverUsed_wasUsedWhenItWasFilled() throws IOException {
        assertThat(LastUse.of(model)).isEqualTo(FILLED);
    }

    @Test
    void aUse_isNoted() throws IOException {
        uses(Clock.systemUTC()).note(KEY);
        assertThat(LastUse.of(model)).isAfter(FILLED.plus(Duration.ofDays(1)));
        assertThat(note).isNotEmptyFile();
    }

    @Test
    void aUseSoonAfterTheFill_writesNothing() {
        uses(at(FILLED.plus(LastUse.INTERVAL).minusSeconds(1))).note(KEY);
        assertThat(note).doesNotExist();
    }

    @Test
    void oneProcess_writesAtMostOncePerInterval() throws IOException {
        LastUse uses = uses(at(FILLED.plus(Duration.ofDays(1))));
        uses.note(KEY);
        Files.delete(note);
        for (int i = 0; i < 1000; i++) {
            uses.note(KEY);
        }
        assertThat(note).doesNotExist();
    }

    @Test
    void severalProcesses_writeAtMostOncePerInterval() throws IOException {
        uses(Clock.systemUTC()).note(KEY);
        Files.writeString(note, "first\n");
        uses(Clock.systemUTC()).note(KEY);
        assertThat(note).hasContent("first\n");
    }

    @Test
    void anOldNote_isWrittenAgain() throws IOException {
        Files.writeString(note, "old\n");
        Files.setLastModifiedTime(note, FileTime.from(FILLED));
        uses(Clock.systemUTC()).note(KEY);
        assertThat(LastUse.of(model)).isAfter(FILLED.plus(Duration.ofDays(1)));
    }

    private LastUse uses(Clock clock) {
        return new LastUse(new CachePaths(root, List.of()), clock, true);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
