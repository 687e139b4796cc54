package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.PublishRequest;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.python.BesidePython;
import io.audmodel.it.python.Python;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two users of one group, with umask 002, one with Python and one with a JVM, share a cache folder of the group. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes setpriv")
@Tag("python")
@Tag("one-jdk")
class GroupCacheTest implements BesidePython {

    private static final int GROUP = 54_320;
    private static final int JVM_USER = 54_321;
    private static final int PYTHON_USER = 54_322;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @BeforeEach
    void requireTheSuperuser() {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "the superuser alone can start processes of other users");
    }

    /** May read all files, so that it finds its programs, and write only what its user and group may. */
    private static List<String> as(int user) {
        return List.of(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + GROUP,
                "--clear-groups",
                "--inh-caps=-all,+dac_read_search",
                "--ambient-caps=-all,+dac_read_search",
                "sh",
                "-c",
                "umask 002 && exec \"$@\"",
                "sh");
    }

    @Test
    void whatOneUserFills_theOtherUsesUpdatesAndFillsOn(Workshop workshop) throws IOException {
        Path model = workshop.model("files");
        String digest = FileTree.of(model).digest();
        ModelId one = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        ModelId two = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of("2.0.0")));
        letTheGroupWriteDocuments(FsStorage.root(workshop.repository()));
        Path cache = ofTheGroup(workshop.fresh("shared"));
        Path reads = ofTheGroup(workshop.fresh("notes")).resolve("reads");
        try (Python python =
                        new Python.Launch(workshop.folder()).by(as(PYTHON_USER)).start(cache, workshop.repository());
                Jvm jvm =
                        new Jvm.Launch(workshop.folder()).by(as(JVM_USER)).start(workshop.repository(), cache, reads)) {
            assertThat(jvm.ask("load " + one)).isEqualTo(digest);
            assertThat(jvm.ask("meta " + one)).isEqualTo("{}");
            assertThat(python.call("load_digest", two.toString())).isEqualTo(digest);
            assertThat(python.call("meta", two.toString())).isEqualTo(Map.of());
            assertEverythingIsTheGroups(cache);

            assertThat(python.call("load_digest", one.toString())).isEqualTo(digest);
            assertThat(jvm.ask("load " + two)).isEqualTo(digest);
            workshop.client().updateMeta(one, Map.of("changed", 1));
            workshop.client().updateMeta(two, Map.of("changed", 2));
            letTheGroupWriteDocuments(FsStorage.root(workshop.repository()));
            assertThat(python.call("meta", one.toString())).isEqualTo(Map.of("changed", 1));
            assertThat(jvm.ask("meta " + two)).isEqualTo("{changed=2}");

            for (ModelId each : List.of(one, two)) {
                FileTree.delete(cache.resolve(each.shortId().text())
                        .resolve(each.version().toString()));
            }
            assertThat(python.call("load_digest", one.toString())).isEqualTo(digest);
            assertThat(jvm.ask("load " + two)).isEqualTo(digest);
            assertEverythingIsTheGroups(cache);
        }
    }

    private static Path ofTheGroup(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(folder);
        Files.setAttribute(folder, "unix:gid", GROUP);
        Files.setAttribute(folder, "unix:mode", 02775);
        return folder;
    }

    /** As they are where the team publishes with the same umask: Python gives its copies the modes of what it copies. */
    private static void letTheGroupWriteDocuments(Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
            }
        }
    }

    private static void assertEverythingIsTheGroups(Path cache) throws IOException {
        try (Stream<Path> all = Files.walk(cache)) {
            assertThat(all.filter(path -> !mayWrite(path)))
                    .as("not the group's to write")
                    .isEmpty();
        }
    }

    private static boolean mayWrite(Path path) {
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path);
            return allowed.contains(PosixFilePermission.GROUP_WRITE)
                    && Files.getAttribute(path, "unix:gid").equals(GROUP)
                    && (!Files.isDirectory(path) || allowed.contains(PosixFilePermission.GROUP_EXECUTE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
