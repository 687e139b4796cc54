package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.CachePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.now().minus(Duration.ofDays(2)));

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void name() {
        model = folder.resolve("1.0.0");
    }

    @Test
    void sweep_keepsWhatALiveProcessWorksIn() throws IOException {
        Path live = filled(folder.resolve(TemporaryName.of("1.0.0")));

        sweep("1.0.0", true);

        assertThat(live).isDirectory();
    }

    @Test
    void sweep_keepsWhatAnotherHostMayWorkIn_forADay() throws IOException {
        Path fresh = filled(folder.resolve(".1.0.0.00000000-1-1-00000000.tmp"));
        Path old = filled(folder.resolve(".1.0.0.00000000-1-1-00000001.tmp"));
        Path oldButAtWork = filled(folder.resolve(".1.0.0.00000000-1-1-00000002.tmp"));
        age(old.resolve("inner/file"), old.resolve("inner"), old);
        age(oldButAtWork.resolve("inner"), oldButAtWork);

        sweep("1.0.0", true);

        assertThat(fresh).isDirectory();
        assertThat(oldButAtWork).isDirectory();
        assertThat(old).doesNotExist();
    }

    @Test
    void sweep_removesWhatAProcessOfEarlierLeft_thoughItsNumberIsInUse() throws IOException {
        ProcessOwner me = ProcessOwner.current();
        Path sameNumber = filled(
                folder.resolve(".1.0.0." + me.host() + "-" + me.process() + "-" + (me.start() - 1) + "-00000000.tmp"));
        Path document =
                Files.createFile(folder.resolve(".1.0.0.header.yaml." + me.host() + "-999999999-1-00000000.tmp"));

        try (Folder open = Folder.root(folder, CachePermissions.ofUmask())) {
            assertThat(Leftovers.sweepTemporaries(open)).isEqualTo(4);
        }

        assertThat(sameNumber).doesNotExist();
        assertThat(document).doesNotExist();
    }

    @Test
    void sweep_removesPythonsFolderUnderALockThatHoldsForAll() throws IOException {
        Path python = filled(folder.resolve("1.0.0~"));
        Path otherVersion = filled(folder.resolve("2.0.0~"));

        sweep("1.0.0", false);
        assertThat(python).isDirectory();

        sweep("1.0.0", true);
        assertThat(python).doesNotExist();
        assertThat(otherVersion).isDirectory();
    }

    @Test
    void sweep_removesPythonsFolderAfterADay_underAnyLock() throws IOException {
        Path python = filled(folder.resolve("1.0.0~"));
        age(python.resolve("inner/file"), python.resolve("inner"), python);

        sweep("1.0.0", false);

        assertThat(python).doesNotExist();
    }

    @Test
    void sweep_touchesNothingElse() throws IOException {
        Path foreign = filled(folder.resolve(".1.0.0.abc.tmp"));
        Path lock = Files.createFile(folder.resolve(".1.0.0.lock"));
        Path header = Files.createFile(folder.resolve("1.0.0.header.yaml"));
        filled(model);
        age(foreign.resolve("inner/file"), foreign.resolve("inner"), foreign, lock, header);

        sweep("1.0.0", true);

        assertThat(foreign).isDirectory();
        assertThat(lock).exists();
        assertThat(header).exists();
        assertThat(model.resolve("inner/file")).exists();
    }

    @Test
    void sweep_neverFollowsALink() throws IOException {
        Path outside = filled(folder.resolve("outside"));
        Path python = Files.createDirectory(folder.resolve("1.0.0~"));
        Files.createSymbolicLink(python.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("2.0.0~"), outside);

        sweep("1.0.0", true);
        sweep("2.0.0", true);

        assertThat(python).doesNotExist();
        assertThat(folder.resolve("2.0.0~")).doesNotExist();
        assertThat(outside.resolve("inner/file")).exists();
    }

    private void sweep(String name, boolean keepsAllOut) throws IOException {
        try (Folder open = Folder.root(folder, CachePermissions.ofUmask())) {
            Leftovers.sweep(open, name, keepsAllOut);
        }
    }

    private static Path filled(Path path) throws IOException {
        Files.createDirectories(path.resolve("inner"));
        Files.writeString(path.resolve("inner/file"), "left");
        return path;
    }

    private static void age(Path... paths) throws IOException {
        for (Path path : paths) {
            Files.setLastModifiedTime(path, LONG_AGO);
        }
    }
}
