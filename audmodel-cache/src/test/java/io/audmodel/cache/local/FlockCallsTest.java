package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Platform;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.local.ProcessLock.Held;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lock makes of the system's answers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no flock on Windows")
class FlockCallsTest {

    private static final int ENOENT = 2;
    private static final int EMFILE = 24;
    private static final int ENOLCK = 37;
    private static final int DESCRIPTOR = 1_234;

    @TempDir
    private Path folder;

    private int opened = DESCRIPTOR;
    private int locked;
    private String type = "ext4";
    private final List<Integer> closed = new ArrayList<>();
    private final ProcessLock flock = new Flock(new Flock.Calls() {
        @Override
        public int open(Path file) {
            assertThat(file).isRegularFile();
            return opened;
        }

        @Override
        public int openFolder(Path folder) {
            assertThat(folder).isDirectory();
            return opened;
        }

        @Override
        public int lock(int descriptor, boolean isShared) {
            assertThat(descriptor).isEqualTo(DESCRIPTOR);
            return locked;
        }

        @Override
        public void unlock(int descriptor) {
            assertThat(descriptor).isEqualTo(DESCRIPTOR);
        }

        @Override
        public void close(int descriptor) {
            closed.add(descriptor);
        }

        @Override
        public String fileSystemOf(Path file) {
            return type;
        }
    });

    private Optional<Held> tryLock() throws IOException {
        return Locking.tryLock(flock, folder.resolve(".1.0.0.lock"));
    }

    private void requireUnlocked(String reason) throws IOException {
        try (CapturedLog log = new CapturedLog(Flock.class);
                Held held = tryLock().orElseThrow()) {
            assertThat(held.keepsAllOut()).isFalse();
            assertThat(log.messages()).singleElement().asString().contains(reason, "without a lock");
        }
    }

    @ParameterizedTest
    @CsvSource({"ext4, true", "tmpfs, true", "nfs4, false", "cifs, false"})
    void lock_keepsAllOut_whereItHoldsForAllHosts(String fileSystem, boolean keepsAllOut) throws IOException {
        type = fileSystem;
        Held held = tryLock().orElseThrow();
        assertThat(held.keepsAllOut()).isEqualTo(keepsAllOut);
        assertThat(closed).isEmpty();
        held.close();
        assertThat(closed).containsExactly(DESCRIPTOR);
    }

    @Test
    void fileThatIsGoneWhenItIsOpened_isAskedForAgain() throws IOException {
        opened = -ENOENT;
        assertThat(tryLock()).isEmpty();
        assertThat(closed).isEmpty();
    }

    @Test
    void fileThatCannotBeOpened_isNoLock_andToldWithItsError() throws IOException {
        opened = -EMFILE;
        requireUnlocked("open failed with error 24");
        assertThat(closed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 11, 13})
    void lockOfAnother_isAskedForAgain_andLeavesNothingOpen(int error) throws IOException {
        locked = error == 11 && Platform.isMac() ? 35 : error;
        assertThat(tryLock()).isEmpty();
        assertThat(closed).containsExactly(DESCRIPTOR);
    }

    @Test
    void fileSystemWithoutLocks_isNoLock_andToldWithItsError() throws IOException {
        locked = ENOLCK;
        requireUnlocked("flock failed with error 37");
        assertThat(closed).containsExactly(DESCRIPTOR);
    }

    private Optional<Held> tryLockFolder(boolean isShared) throws IOException {
        Files.createDirectories(folder.resolve("1.0.0"));
        try (Folder parent = Folder.root(folder, CachePermissions.ofUmask())) {
            return flock.tryLockFolder(parent, "1.0.0", isShared);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void folder_isLockedUntilItIsReleased(boolean isShared) throws IOException {
        Held held = tryLockFolder(isShared).orElseThrow();
        assertThat(held.keepsAllOut()).isTrue();
        assertThat(closed).isEmpty();
        held.close();
        assertThat(closed).containsExactly(DESCRIPTOR);
    }

    @Test
    void folderThatCannotBeOpened_isAnError_sinceItCouldBeHeld() {
        opened = -EMFILE;
        assertThatThrownBy(() -> tryLockFolder(false))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("1.0.0")
                .hasMessageContaining("open failed with error 24");
    }

    @Test
    void folderThatIsGoneWhenItIsOpened_orNeverWas_isNotLocked() throws IOException {
        opened = -ENOENT;
        assertThat(tryLockFolder(true)).isEmpty();
        try (Folder parent = Folder.root(folder, CachePermissions.ofUmask())) {
            assertThat(flock.tryLockFolder(parent, "nowhere", true)).isEmpty();
        }
        assertThat(closed).isEmpty();
    }

    @Test
    void folderWithoutLocks_isLockedWithinThisJvm() throws IOException {
        locked = ENOLCK;
        try (CapturedLog log = new CapturedLog(Flock.class);
                Held one = tryLockFolder(true).orElseThrow();
                Held two = tryLockFolder(true).orElseThrow()) {
            assertThat(one.keepsAllOut()).isFalse();
            assertThat(two.keepsAllOut()).isFalse();
            assertThat(tryLockFolder(false)).isEmpty();
            assertThat(log.messages()).singleElement().asString().contains("flock failed with error 37");
        }
        closed.clear();
        tryLockFolder(false).orElseThrow().close();
    }

    /** Beside a name of the greatest length no longer one can be made first. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the open files of a process are listed on Linux only")
    void fileThatCannotBeMadeBeside_isMadeInItsPlace_andLeftClosed() throws IOException {
        Path file = folder.resolve("n".repeat(250) + ".lock");
        assertThat(Locking.tryLock(flock, file)).isPresent();
        assertThat(file).isEmptyFile();
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(descriptors.filter(descriptor -> leadsTo(descriptor, file)))
                    .isEmpty();
        }
    }

    @Test
    void fileThatCannotBeMadeAtAll_isAnErrorThatTellsBoth() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (Folder open = Folder.root(gone, CachePermissions.ofUmask())) {
            Files.delete(gone);
            assertThatThrownBy(() -> flock.tryLock(open, ".1.0.0.lock"))
                    .isInstanceOf(FileSystemException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
