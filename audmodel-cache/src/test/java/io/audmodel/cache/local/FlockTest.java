package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.local.ProcessLock.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no flock on Windows")
class FlockTest {

    @TempDir
    Path folder;

    private final ProcessLock flock = new Flock();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(".1.0.0.lock");
    }

    @Test
    void tryLock_excludesAnotherDescriptor_untilItIsClosed() throws IOException {
        try (Held held = Locking.tryLock(flock, file).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(Locking.tryLock(flock, file)).isEmpty();
        }

        Optional<Held> again = Locking.tryLock(flock, file);
        assertThat(again).isPresent();
        again.orElseThrow().close();
    }

    @Test
    void tryLock_makesAnEmptyFileForTheGroup_andKeepsIt() throws IOException {
        Locking.tryLock(flock, file).orElseThrow().close();

        assertThat(file).isEmptyFile();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions("rw-rw-r--"));
    }

    @Test
    void tryLock_hasTheModeForTheGroup_whateverTheUmask_andLeavesNothingBeside() throws IOException {
        Files.setPosixFilePermissions(folder, permissions("rwxrwxrwx"));

        Locking.tryLock(flock, file).orElseThrow().close();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions("rw-rw-r--"));
        assertThat(folder.toFile().list()).containsExactly(file.getFileName().toString());
    }

    @Test
    void tryLock_leavesContentAndModeOfAFileThatIsThere() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "secret");
        Files.setPosixFilePermissions(precious, permissions("rw-------"));
        Files.createLink(file, precious);

        Locking.tryLock(flock, file).orElseThrow().close();

        assertThat(precious).hasContent("secret");
        assertThat(Files.getPosixFilePermissions(precious)).isEqualTo(permissions("rw-------"));
    }

    @Test
    void tryLock_neverFollowsALink() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "secret");
        Files.setPosixFilePermissions(precious, permissions("rw-------"));
        Files.createSymbolicLink(file, precious);

        try (CapturedLog log = new CapturedLog(Flock.class)) {
            for (int i = 0; i < 2; i++) {
                try (Held held = Locking.tryLock(flock, file).orElseThrow()) {
                    assertThat(held.keepsAllOut()).isFalse();
                }
                assertThat(log.messages()).singleElement().asString().contains(file.toString(), "without a lock");
            }
        }

        assertThat(Files.getPosixFilePermissions(precious)).isEqualTo(permissions("rw-------"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it takes mkfifo")
    void open_neitherOpensNorWaitsForWhatIsNoFile() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(file, pipe);

        NativeCalls calls = new NativeCalls();
        for (Path none : List.of(pipe, file, folder, folder.resolve("nowhere"))) {
            assertThat(calls.open(none)).isNegative();
        }
        NativeCalls withoutHandles = new NativeCalls(false);
        assertThat(withoutHandles.open(file)).isNegative();
        assertThat(withoutHandles.open(folder.resolve("nowhere"))).isEqualTo(-2);
    }

    @Test
    void isSameFile_isFalseForAFileThatWasDeletedOrMadeAnew() throws IOException {
        Files.createFile(file);
        Object before = Flock.keyOf(file);
        int descriptor = Libc.open(file.toString());
        try {
            assertThat(Flock.isSameFile(file, descriptor, before)).isTrue();
            assertThat(Flock.isSameFile(file, descriptor, new Object()))
                    .as("the open file tells, where it can be looked at")
                    .isEqualTo(Handle.exist());
            assertThat(Flock.isSameFile(file, -1, before)).isTrue();
            assertThat(Flock.isSameFile(file, -1, new Object())).isFalse();
            Files.delete(file);
            assertThat(Flock.isSameFile(file, descriptor, before)).isFalse();
            Files.createFile(file);
            assertThat(Flock.isSameFile(file, descriptor, before)).isFalse();
        } finally {
            Libc.close(descriptor);
        }
    }

    @Test
    void tryLock_failsWithoutAFolder() {
        Path nowhere = folder.resolve("nowhere").resolve(".1.0.0.lock");

        assertThatThrownBy(() -> Locking.tryLock(flock, nowhere)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the open files of a process are listed on Linux only")
    void tryLock_leaksNoDescriptor() throws IOException {
        long before = openLocks();
        try (Held held = Locking.tryLock(flock, file).orElseThrow()) {
            assertThat(held).isNotNull();
            for (int i = 0; i < 50; i++) {
                assertThat(Locking.tryLock(flock, file)).isEmpty();
            }
            assertThat(openLocks()).isEqualTo(before + 1);
        }
        assertThat(openLocks()).isEqualTo(before);
    }

    @Test
    void tryLock_takesNamesBeyondAscii() throws IOException {
        Path other = Files.createDirectory(folder.resolve("modèle-模型")).resolve(".1.0.0.lock");

        try (Held held = Locking.tryLock(flock, other).orElseThrow()) {
            assertThat(held.keepsAllOut())
                    .isEqualTo(Locking.tryLock(flock, file).orElseThrow().keepsAllOut());
            assertThat(Locking.tryLock(flock, other)).isEmpty();
        }
    }

    private long openLocks() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(descriptor -> pointsTo(descriptor, file)).count();
        }
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<PosixFilePermission> permissions(String text) {
        return PosixFilePermissions.fromString(text);
    }
}
