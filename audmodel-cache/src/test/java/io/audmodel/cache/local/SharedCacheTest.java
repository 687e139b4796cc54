package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import io.audmodel.cache.Cache;
import io.audmodel.error.ModelHeldException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other users, other masks, read-only mounts. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes setpriv and unshare")
@Tag("one-jdk")
class SharedCacheTest {

    private static final String NOBODY = "65534";
    private static final List<String> FOLDERS = List.of("", "3e120e8d", "3e120e8d/1.0.0", "3e120e8d/1.0.0/nested");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        mode(folder, "rwxr-xr-x");
        root = Files.createDirectory(folder.resolve("cache"));
        Cache cache = new LocalCacheProvider().open(root);
        cache.getOrFill(KEY, LONG, CacheProgram::fill);
        cache.write(KEY, Cache.Document.HEADER, new byte[] {1});
    }

    @AfterEach
    void allowDeletion() throws IOException {
        for (String path : FOLDERS) {
            if (Files.exists(root.resolve(path))) {
                mode(root.resolve(path), "rwxr-xr-x");
            }
        }
    }

    @Test
    void find_worksForWhoMayOnlyRead() throws Exception {
        String model = root.resolve("3e120e8d/1.0.0").toString();
        mode(root.resolve(KEY.id()), "r-xr-xr-x");
        mode(root, "r-xr-xr-x");

        assertThat(asAnotherUser("find")).containsExactly(model + " true");
        assertThat(asAnotherUser("load")).containsExactly(model);
    }

    @Test
    void hold_worksForWhoMayOnlyRead_andKeepsTheModel() throws Exception {
        mode(root.resolve(KEY.id()), "r-xr-xr-x");
        mode(root, "r-xr-xr-x");
        try (ChildProcess other = new ChildProcess(ofAnotherUser("hold"))) {
            other.expect("held " + root.resolve("3e120e8d/1.0.0"));
            mode(root.resolve(KEY.id()), "rwxr-xr-x");
            assertThatThrownBy(() -> new LocalCacheProvider().open(root).remove(KEY, Instant.MAX, LONG))
                    .isInstanceOf(ModelHeldException.class);
            other.send("let go");
            other.expect("released");
        }
        assertThat(new LocalCacheProvider().open(root).remove(KEY, Instant.MAX, LONG))
                .isTrue();
    }

    @Test
    void find_worksOnAReadOnlyMount() throws Exception {
        assertThat(onReadOnlyMount("find")).containsExactly(root.resolve("3e120e8d/1.0.0") + " true");
    }

    @Test
    void getOrFill_saysThatTheMountIsReadOnly() throws Exception {
        TestTree.delete(root.resolve("3e120e8d/1.0.0"));

        assertThat(onReadOnlyMount("load"))
                .singleElement()
                .asString()
                .startsWith("CacheException: the cache " + root + " cannot be written: ")
                .contains("Read-only file system", "AUDMODEL_CACHE_ROOT");
    }

    @Test
    void getOrFill_saysThatAPermissionIsMissing() throws Exception {
        TestTree.delete(root.resolve("3e120e8d/1.0.0"));
        mode(root.resolve(KEY.id()), "r-xr-xr-x");

        assertThat(asAnotherUser("load"))
                .singleElement()
                .asString()
                .startsWith("CacheException: the cache " + root + " cannot be written: no permission for " + root)
                .contains("AUDMODEL_CACHE_ROOT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3e120e8d", "3e120e8d/1.0.0", "3e120e8d/1.0.0/nested"})
    void remove_saysWhoseFolderItIs_andWhatItsOwnerHasToDo(String closed) throws Exception {
        for (String path : FOLDERS) {
            mode(root.resolve(path), path.equals(closed) ? "r-xr-xr-x" : "rwxrwxrwx");
        }
        String folderOfOwner = root.resolve(closed).toString();

        List<String> answer = asAnotherUser("remove");
        if (closed.isEmpty()) {
            assertThat(answer).containsExactly("true");
        } else {
            assertThat(answer)
                    .singleElement()
                    .asString()
                    .contains(
                            "no permission for ",
                            folderOfOwner + " belongs to "
                                    + Files.getOwner(root.resolve(closed)).getName(),
                            "with the mode r-xr-xr-x",
                            "or an administrator, can open it to the group by chmod -R ug+rwX '" + folderOfOwner + "'",
                            "the mask 002");
            assertThat(root.resolve("3e120e8d/1.0.0/nested/file1")).exists();
        }
    }

    @Test
    void find_saysThatTheRootCannotBeRead() throws Exception {
        mode(root, "---------");

        assertThat(asAnotherUser("find"))
                .singleElement()
                .asString()
                .startsWith("CacheException: the cache " + root + " cannot be read: no permission for ");
    }

    @Test
    void getOrFill_takesALockFileOfAnotherUser_thatItMayOnlyRead() throws Exception {
        TestTree.delete(root.resolve("3e120e8d/1.0.0"));
        mode(root.resolve(KEY.id()), "rwxrwxrwx");
        mode(root.resolve("3e120e8d/.1.0.0.lock"), "r--r--r--");

        assertThat(asAnotherUser("load"))
                .containsExactly(root.resolve("3e120e8d/1.0.0").toString());
        TestTree.delete(root.resolve("3e120e8d/1.0.0"));
    }

    @Test
    void everythingHasTheModesThatTheMaskLeaves_andTheLockIsForTheGroup() throws Exception {
        Path other = folder.resolve("other");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 007; exec \"$@\"", "sh"));
        command.addAll(ChildProcess.jvmCommand(System.getProperty("java.class.path"), List.of(), other, "load"));
        assertThat(run(command)).containsExactly(other.resolve("3e120e8d/1.0.0").toString());

        for (String path : List.of("", "3e120e8d", "3e120e8d/1.0.0", "3e120e8d/1.0.0/nested")) {
            assertThat(modeOf(other.resolve(path))).as("the mode of '%s'", path).isEqualTo("rwxrwx---");
        }
        assertThat(modeOf(other.resolve("3e120e8d/1.0.0/nested/file1"))).isEqualTo("rw-rw----");
        assertThat(modeOf(other.resolve("3e120e8d/.1.0.0.lock"))).isEqualTo("rw-rw-r--");
    }

    /** For root, whom no mode stops, this is nobody. */
    private List<String> asAnotherUser(String action) throws Exception {
        return run(ofAnotherUser(action));
    }

    private List<String> ofAnotherUser(String action) throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        command.addAll(ChildProcess.jvmCommand(readableClassPath(folder), List.of(), root, action));
        return command;
    }

    private List<String> onReadOnlyMount(String action) throws Exception {
        List<String> inNamespace = isRoot()
                ? List.of("unshare", "--mount", "sh", "-c")
                : List.of("unshare", "--map-root-user", "--mount", "sh", "-c");
        String mount = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && ";
        List<String> probe = new ArrayList<>(inNamespace);
        probe.addAll(List.of(mount + "echo mounted", root.toString()));
        List<String> answer = run(probe);
        assumeTrue(answer.equals(List.of("mounted")), () -> "the superuser alone can mount here: " + answer);
        List<String> command = new ArrayList<>(inNamespace);
        command.addAll(List.of(mount + "exec \"$@\"", root.toString()));
        command.addAll(ChildProcess.jvmCommand(System.getProperty("java.class.path"), List.of(), root, action));
        return run(command);
    }

    private static List<String> run(List<String> command) throws Exception {
        try (ChildProcess child = new ChildProcess(command)) {
            return child.remaining();
        }
    }

    /** Copies of the classes that the child needs, where everybody may read them. */
    static String readableClassPath(Path folder) throws Exception {
        Path copies = Files.createDirectory(folder.resolve("classes-" + System.nanoTime()));
        List<String> entries = new ArrayList<>();
        for (Class<?> type : List.of(LocalCache.class, Cache.class, CacheProgram.class, Native.class)) {
            Path source = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path copy = copies.resolve(entries.size() + "-" + source.getFileName());
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(
                            file,
                            copy.resolve(source.relativize(file).toString()).normalize());
                }
            }
            entries.add(copy.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
