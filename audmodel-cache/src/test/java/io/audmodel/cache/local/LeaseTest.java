package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Locks;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.ModelHeldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models that processes hold. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes unshare and mkfifo")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaseTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(30);

    @TempDir
    Path folder;

    private Path root;
    private Path model;

    @BeforeEach
    void fill() {
        root = folder.resolve("cache");
        model = cache().getOrFill(KEY, LONG, CacheProgram::fill);
    }

    /** As another process has it. */
    private Cache cache() {
        return new LocalCacheProvider().open(root);
    }

    private boolean remove() {
        return cache().remove(KEY, Instant.MAX, LONG);
    }

    @Test
    void held_byAnotherProcess_staysUntilThatLetsGo() throws Exception {
        try (ChildProcess child = ChildProcess.jvm(root, "hold")) {
            child.expect("held " + model);
            assertThatThrownBy(this::remove)
                    .isInstanceOf(ModelHeldException.class)
                    .hasMessageContaining(model.toString())
                    .hasMessageContaining("the process " + child.pid() + " (java)");
            child.send("let go");
            child.expect("released");
        }
        assertThat(remove()).isTrue();
    }

    @Test
    void held_byAProcessThatIsKilled_isHeldNoMore() throws Exception {
        try (ChildProcess child = ChildProcess.jvm(root, "hold")) {
            child.expect("held " + model);
            assertThatThrownBy(this::remove).isInstanceOf(ModelHeldException.class);
            child.kill();
            assertThat(remove()).isTrue();
        }
    }

    @Test
    void held_inAnotherContainer_stays_andIsHeldNoMoreWhenThatEnds() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "unshare", "--map-root-user", "--pid", "--mount", "--uts", "--fork", "--kill-child", "--mount-proc"));
        command.addAll(ChildProcess.jvmCommand(System.getProperty("java.class.path"), List.of(), root, "hold"));
        try (ChildProcess container = new ChildProcess(command)) {
            container.expect("held " + model);
            assertThatThrownBy(this::remove).isInstanceOf(ModelHeldException.class);
            container.kill();
            // The kernel kills what is in it a moment later.
            while (isHeld()) {
                Thread.onSpinWait();
            }
            assertThat(model).doesNotExist();
        }
    }

    private boolean isHeld() {
        try {
            return !remove();
        } catch (ModelHeldException e) {
            return true;
        }
    }

    @Test
    void removal_inAnotherContainer_keepsWhatIsHeldHere() throws Exception {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--map-root-user", "--pid", "--mount", "--uts", "--fork", "--mount-proc"));
        command.addAll(ChildProcess.jvmCommand(System.getProperty("java.class.path"), List.of(), root, "remove"));
        try (HeldModel held = cache().hold(KEY, LONG).orElseThrow()) {
            try (ChildProcess container = new ChildProcess(command)) {
                assertThat(container.remaining()).singleElement().asString().startsWith("ModelHeldException: ");
            }
            assertThat(held.folder()).isNotEmptyDirectory();
        }
        try (ChildProcess container = new ChildProcess(command)) {
            assertThat(container.remaining()).containsExactly("true");
        }
    }

    @Test
    void hold_writesNothing_andLeavesNothing() throws IOException {
        Path versions = root.resolve(KEY.id());
        String[] before = versions.toFile().list();
        long open = openFolders();
        try (HeldModel held = cache().hold(KEY, LONG).orElseThrow()) {
            assertThat(held.folder()).isEqualTo(model);
            assertThat(openFolders()).isEqualTo(open + 1);
            assertThatThrownBy(this::remove).isInstanceOf(ModelHeldException.class);
            assertThat(versions.toFile().list()).containsExactlyInAnyOrder(before);
        }
        assertThat(openFolders()).isEqualTo(open);
        assertThat(versions.toFile().list()).containsExactlyInAnyOrder(before);
    }

    @Test
    void held_isUsedUntilItIsReleased() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
        Files.setLastModifiedTime(model, old);
        HeldModel held = cache().hold(KEY, LONG).orElseThrow();
        Path use = root.resolve("3e120e8d/.1.0.0.used");
        Files.setLastModifiedTime(use, old);
        assertThatThrownBy(() -> cache().remove(KEY, Instant.now().minus(Duration.ofDays(30)), LONG))
                .isInstanceOf(ModelHeldException.class);
        held.close();
        assertThat(Files.exists(use)).isTrue();
    }

    @Test
    void hold_whereNothingIsLocked_warnsOnce_andOthersRemoveTheModel() throws Exception {
        List<String> command = ChildProcess.jvmCommand(
                System.getProperty("java.class.path"), List.of("-Dio.audmodel.cache.locks=none"), root, "hold");
        try (ChildProcess child = new ChildProcess(command)) {
            assertThat(child.readLine()).contains(Leases.class.getName());
            assertThat(child.readLine()).contains("WARNING", model.toString(), "others may prune");
            child.expect("held " + model);
            assertThat(remove()).isTrue();
        }
    }

    @Test
    void hold_ofWhatIsNoFolder_isNothing_andWaitsForNothing() throws Exception {
        Path elsewhere =
                Files.createDirectories(folder.resolve("elsewhere/nested")).getParent();
        for (String kind : List.of("link", "file", "pipe", "empty")) {
            TestTree.delete(model);
            switch (kind) {
                case "link" -> Files.createSymbolicLink(model, elsewhere);
                case "file" -> Files.createFile(model);
                case "pipe" ->
                    assertThat(new ProcessBuilder("mkfifo", model.toString())
                                    .start()
                                    .waitFor())
                            .isZero();
                default -> Files.createDirectory(model);
            }
            assertThat(cache().hold(KEY, LONG)).as(kind).isEmpty();
            assertThat(Files.exists(model, LinkOption.NOFOLLOW_LINKS)).isTrue();
        }
    }

    @Test
    void hold_ofWhatAnotherLocksAlone_waitsUntilTheLockTimeout() throws Exception {
        try (Folder versions = Folder.root(model.getParent(), CachePermissions.ofUmask());
                ProcessLock.Held alone = Leases.alone(versions, "1.0.0", ProcessLocks.of("auto"))) {
            assertThat(alone).isNotNull();
            assertThatThrownBy(() -> cache().hold(KEY, SHORT))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining(model.toString())
                    .hasMessageContaining(
                            "the process " + ProcessHandle.current().pid());
        }
        cache().hold(KEY, Duration.ZERO).orElseThrow().close();
    }

    @Test
    void hold_ofAModelThatIsTakenAwayMeanwhile_isNothing() throws Exception {
        Path aside = folder.resolve("aside");
        Supplier<ProcessLock> taking = () -> {
            try {
                Files.move(model, aside);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new NoLock(Locks.SWITCHED_OFF);
        };
        assertThat(new LocalCache(root, taking).hold(KEY, LONG)).isEmpty();
        Files.move(aside, model);
        assertThat(new LocalCache(root, () -> new NoLock(Locks.SWITCHED_OFF)).remove(KEY, Instant.MAX, LONG))
                .as("nothing is held")
                .isTrue();
    }

    @Test
    void hold_ofAModelThatIsReplacedMeanwhile_isOfTheNewOne() {
        NativeCalls calls = new NativeCalls();
        AtomicInteger opened = new AtomicInteger();
        ProcessLock flock = new Flock(new Flock.Calls() {
            @Override
            public int open(Path file) throws IOException {
                return calls.open(file);
            }

            @Override
            public int openFolder(Path opening) throws IOException {
                int descriptor = calls.openFolder(opening);
                if (opened.incrementAndGet() == 1) {
                    Files.move(model, LeaseTest.this.folder.resolve("old"));
                    cache().getOrFill(KEY, LONG, CacheProgram::fill);
                }
                return descriptor;
            }

            @Override
            public int lock(int descriptor, boolean isShared) {
                return calls.lock(descriptor, isShared);
            }

            @Override
            public void unlock(int descriptor) {
                calls.unlock(descriptor);
            }

            @Override
            public void close(int descriptor) {
                calls.close(descriptor);
            }

            @Override
            public String fileSystemOf(Path file) throws IOException {
                return calls.fileSystemOf(file);
            }
        });
        try (HeldModel held = new LocalCache(root, () -> flock).hold(KEY, LONG).orElseThrow()) {
            assertThat(held.folder()).isEqualTo(model);
            assertThat(opened).hasValue(2);
            assertThatThrownBy(this::remove).isInstanceOf(ModelHeldException.class);
        }
        assertThat(remove()).isTrue();
    }

    private long openFolders() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(this::isTheModel).count();
        }
    }

    private boolean isTheModel(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(model.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
