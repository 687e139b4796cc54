package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.cache.CachePermissions;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions by setting: whatever the umask, for two users of a group, and while several make one folder. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes setpriv")
@Tag("one-jdk")
class ModesTest {

    private static final int GROUP = 54_320;
    private static final int ONE = 54_321;
    private static final int OTHER = 54_322;
    private static final String OF_GROUP = "rwxrws---";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "077, rwxrws---, 2770, 660",
        "000, rwxrws---, 2770, 660",
        "077, rwxr-xr-x, 755, 644",
        "077, rwxrwxrwx, 777, 666",
        "022, rwx------, 700, 600"
    })
    void everythingHasThePermissions_whateverTheUmask(String umask, String permissions, String folders, String files)
            throws Exception {
        Path root = folder.resolve("above/cache");
        List<String> begin = List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");

        assertThat(run(begin, permissions, root, "load"))
                .containsExactly(root.resolve("3e120e8d/1.0.0").toString());
        assertThat(run(begin, permissions, root, "documents")).containsExactly("written");

        Map<String, String> modes = modes(root);
        assertThat(modes)
                .containsKeys(
                        "",
                        "3e120e8d/1.0.0/nested",
                        "3e120e8d/1.0.0/nested/file1",
                        "3e120e8d/.1.0.0.lock",
                        "3e120e8d/1.0.0.header.yaml",
                        ".notes/aliases/live",
                        ".parts/some/3e120e8d/1.0.0/nested");
        modes.forEach((name, mode) -> assertThat(mode)
                .as("the mode of '%s'", name)
                .isEqualTo(Files.isDirectory(root.resolve(name)) ? folders : files));
        assertThat(modeOf(folder.resolve("above")))
                .as("what is above the cache is no part of it")
                .isEqualTo(umask.equals("077") ? "700" : umask.equals("022") ? "755" : "777");
    }

    @Test
    void twoUsersOfAGroup_useRemoveAndFillWhatTheOtherMade() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "the superuser alone can become other users");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path root = Files.createDirectory(folder.resolve("cache"));
        Files.setAttribute(root, "unix:gid", GROUP);
        Files.setAttribute(root, "unix:mode", 02770);
        String model = root.resolve("3e120e8d/1.0.0").toString();

        assertThat(as(ONE, root, "load")).containsExactly(model);
        assertThat(as(ONE, root, "documents")).containsExactly("written");
        assertThat(as(OTHER, root, "find")).containsExactly(model + " true");
        assertThat(as(OTHER, root, "documents")).containsExactly("written");
        assertThat(as(OTHER, root, "remove")).containsExactly("true");
        assertThat(as(OTHER, root, "load")).containsExactly(model);
        assertThat(as(ONE, root, "remove")).containsExactly("true");
        assertThat(as(ONE, root, "load")).containsExactly(model);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                assertThat(Files.getAttribute(path, "unix:gid"))
                        .as("the group of %s", path)
                        .isEqualTo(GROUP);
                assertThat(modeOf(path)).as("the mode of %s", path).isEqualTo(Files.isDirectory(path) ? "2770" : "660");
            }
        }
        TestTree.delete(root);
    }

    /** The first user's group is not that of the cache, which its folders keep by their bit. */
    private List<String> as(int user, Path root, String action) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--groups=" + GROUP, "--inh-caps=-all"));
        command.addAll(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
        return run(command, OF_GROUP, root, action);
    }

    /** None of them must find the folder that it entered replaced by that of another. */
    @Test
    void oneFolderThatManyMakeAtOnce_isMadeOnce() throws Exception {
        Path root = folder.resolve("cache");
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 100; round++) {
                ModelKey key = new ModelKey(String.format("%08x", round), KEY.version());
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Future<byte[]>> written = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Cache cache = new LocalCacheProvider().open(root, CachePermissions.of("rwxrwx---"));
                    written.add(pool.submit(() -> {
                        start.await();
                        cache.write(key, Document.META, new byte[] {1});
                        return cache.read(key, Document.META).orElseThrow();
                    }));
                }
                for (Future<byte[]> each : written) {
                    assertThat(each.get()).containsExactly(1);
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(modes(root).keySet()).hasSize(201).noneMatch(name -> name.endsWith(".tmp"));
    }

    /** Another process made it meanwhile, and may be about to make something in it. */
    @ParameterizedTest
    @ValueSource(strings = {"rwx------", "rwxrwx---"})
    void anEmptyFolderOfThatName_isNotReplaced(String ofParent) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(ofParent));
        Path made = Files.createDirectory(folder.resolve("cache"));
        Object key = Files.readAttributes(made, BasicFileAttributes.class).fileKey();

        try (Folder parent = Folder.root(folder, CachePermissions.of(OF_GROUP))) {
            assertThatThrownBy(() -> Modes.create(parent, "cache")).isInstanceOf(FileAlreadyExistsException.class);
        }

        assertThat(Files.readAttributes(made, BasicFileAttributes.class).fileKey())
                .isEqualTo(key);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    private List<String> run(List<String> begin, String permissions, Path root, String action) throws Exception {
        List<String> command = new ArrayList<>(begin);
        command.addAll(ChildProcess.jvmCommand(
                SharedCacheTest.readableClassPath(folder),
                List.of("-D" + CacheProgram.PERMISSIONS + "=" + permissions),
                root,
                action));
        try (ChildProcess child = new ChildProcess(command)) {
            return child.remaining();
        }
    }

    private static Map<String, String> modes(Path root) throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                modes.put(root.relativize(path).toString(), modeOf(path));
            }
        }
        return modes;
    }

    private static String modeOf(Path path) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(path, "unix:mode") & 07777);
    }
}
