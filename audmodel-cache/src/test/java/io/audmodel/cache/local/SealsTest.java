package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Seal;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a remembered judgement is believed from: nobody but the user of the process, and the superuser. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere no seal is kept")
class SealsTest {

    private static final ModelKey KEY = ModelKey.of(ModelId.of("3e120e8d-1.0.0"));
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path work;

    private Path root;
    private Path model;

    @BeforeEach
    void fill() throws IOException {
        // Whatever the umask, the cache begins as the user's own.
        root = Files.createDirectory(work.resolve("cache"));
        model = open().getOrFill(KEY, LONG, staging -> {
            try {
                Files.createDirectory(staging.content().resolve("weights"));
                Files.writeString(staging.content().resolve("weights/model.onnx"), "0123");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (Stream<Path> all = Files.walk(work)) {
            for (Path path : all.toList()) {
                mode(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }

    private Cache open() {
        return new LocalCacheProvider().open(root);
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private Seal seal() throws IOException {
        return new Seal("rules\nof two lines", Instant.MAX, Seal.stampOf(model));
    }

    private boolean isSealed() {
        return open().findSealed(KEY, "rules\nof two lines").isPresent();
    }

    @Test
    void ownCache_remembers_forOtherProcesses() throws IOException {
        open().seal(KEY, seal());

        assertThat(isSealed()).isTrue();
        assertThat(root.resolve("3e120e8d/.1.0.0.seal")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3e120e8d", "3e120e8d/1.0.0", "3e120e8d/1.0.0/weights", "3e120e8d/1.0.0/weights/model.onnx"})
    void whatOthersCanChange_isNeverSealed(String open) throws IOException {
        Path weak = root.resolve(open);
        mode(weak, Files.isDirectory(weak) ? "rwxrwxr-x" : "rw-rw-r--");

        open().seal(KEY, seal());

        assertThat(root.resolve("3e120e8d/.1.0.0.seal")).doesNotExist();
        assertThat(isSealed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3e120e8d", "3e120e8d/1.0.0"})
    void sealThatAnotherCouldHavePlanted_isNotBelieved(String open) throws IOException {
        open().seal(KEY, seal());
        assertThat(isSealed()).isTrue();

        mode(root.resolve(open), "rwxrwxrwx");

        assertThat(isSealed()).isFalse();
    }

    @Test
    void folderAboveThatOthersCanChange_leadsToNoSeal_unlessItIsSticky() throws IOException {
        open().seal(KEY, seal());
        mode(work, "rwxrwxrwx");
        assertThat(isSealed()).isFalse();

        // As /tmp is.
        Files.setAttribute(work, "unix:mode", 01777);

        assertThat(isSealed()).isTrue();
    }

    @Test
    void linkToTheCache_countsAsWhatItIsAndWhereItLeads() throws IOException {
        Path real = Files.createDirectory(work.resolve("real"));
        Path moved = Files.move(root, real.resolve("cache"));
        root = Files.createSymbolicLink(work.resolve("link"), moved);
        model = root.resolve("3e120e8d/1.0.0");
        open().seal(KEY, seal());
        assertThat(isSealed()).isTrue();

        mode(real, "rwxrwxrwx");

        assertThat(isSealed()).isFalse();
    }

    @Test
    void changedFolder_isJudgedAnew() throws IOException {
        open().seal(KEY, seal());
        Cache cache = open();
        assertThat(cache.findSealed(KEY, "rules\nof two lines")).contains(model);

        Files.writeString(model.resolve("planted"), "x");
        Files.setLastModifiedTime(model, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(cache.findSealed(KEY, "rules\nof two lines")).isEmpty();
        assertThat(isSealed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x\ny\nz", "2026-01-01T00:00:00Z\n", "\n\n\n\n"})
    void damagedSeal_isNone(String content) throws IOException {
        open().seal(KEY, seal());
        Files.writeString(root.resolve("3e120e8d/.1.0.0.seal"), content);

        assertThat(isSealed()).isFalse();
    }

    @Test
    void removal_takesTheSealAlong() throws IOException {
        open().seal(KEY, seal());

        open().remove(KEY, Instant.MAX, LONG);

        assertThat(root.resolve("3e120e8d/.1.0.0.seal")).doesNotExist();
    }
}
