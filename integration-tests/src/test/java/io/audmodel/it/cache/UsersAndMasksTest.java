package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * One user fills caches with three masks; he, another of his group and a stranger load from them what is there and what
 * is not, as they are and where they are mounted read-only: 36 cases.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes setpriv and unshare")
@Tag("reliability")
@Tag("one-jdk")
class UsersAndMasksTest implements OnStorage {

    private static final List<String> MASKS = List.of("002", "022", "077");

    /** Binds a folder read-only where only this process sees it, and becomes the user. */
    private static final String ENTER =
            "mount --bind \"$1\" \"$2\" && mount -o remount,ro,bind \"$2\" && umask \"$3\" && shift 3 && exec \"$@\"";

    private enum User {
        OWNER(54_321, 54_320),
        COLLEAGUE(54_322, 54_320),
        STRANGER(54_323, 54_323);

        private final int id;
        private final int group;

        User(int id, int group) {
            this.id = id;
            this.group = group;
        }

        boolean mayRead(String mask) {
            return this == OWNER || !mask.equals("077");
        }

        boolean mayWrite(String mask) {
            return this == OWNER || this == COLLEAGUE && mask.equals("002");
        }
    }

    private Path caches = Path.of("");
    private Path readOnly = Path.of("");
    private String classPath = "";

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

    @Test
    void whatIsCachedLoads_forWhoMayRead_withoutAWrite_andElseTheErrorNamesTheFolder(Workshop workshop)
            throws IOException {
        caches = Files.createDirectory(workshop.fresh("caches"));
        readOnly = Files.createDirectory(workshop.fresh("read-only"));
        permit(workshop.folder(), "rwxr-xr-x");
        permit(caches, "rwxrwxrwx");
        classPath = OtherUser.copyOfTheClassPath(workshop);
        ModelId cached = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        Map<User, ModelId> missing = new EnumMap<>(User.class);
        for (User user : User.values()) {
            missing.put(user, workshop.client().publish(workshop.request("of-" + user.id, "1.0.0")));
        }
        letAllRead(workshop.folder().resolve("host"));
        for (String mask : MASKS) {
            try (Jvm owner = start(workshop, User.OWNER, mask)) {
                Path cache = caches.resolve(mask);
                assertThat(owner.ask(cache + " " + cached)).doesNotContain("Exception");
                makeOld(cache.resolve(cached.shortId() + "/1.0.0"));
            }
        }
        int cases = 0;
        for (User user : User.values()) {
            try (Jvm jvm = start(workshop, user, "022")) {
                for (String mask : MASKS) {
                    requireFound(jvm, user, mask, readOnly, cached, false);
                    requireFound(jvm, user, mask, caches, cached, user.mayWrite(mask));
                    requireFilled(jvm, mask, readOnly, missing.get(user), false);
                    requireFilled(jvm, mask, caches, missing.get(user), user.mayWrite(mask));
                    cases += 4;
                }
            }
        }
        assertThat(cases).isEqualTo(36);
    }

    private void requireFound(Jvm jvm, User user, String mask, Path root, ModelId id, boolean mayNote) {
        Map<String, String> before = everything(caches);
        String answer = jvm.ask(root.resolve(mask) + " " + id);
        assertThat(changes(before, everything(caches)))
                .as("what %s changed, %s, %s", user, mask, root)
                .allMatch(name -> mayNote && (name.startsWith("folder ") || name.endsWith(".used")));
        if (user.mayRead(mask)) {
            assertThat(answer).as("%s, %s, %s", user, mask, root).doesNotContain("Exception");
        } else {
            assertThat(answer)
                    .as("%s, %s, %s", user, mask, root)
                    .startsWith(
                            "CacheException: the cache " + root.resolve(mask) + " cannot be read: no permission for ")
                    .contains("AUDMODEL_CACHE_ROOT");
        }
    }

    private void requireFilled(Jvm jvm, String mask, Path root, ModelId id, boolean mayWrite) {
        Map<String, String> before = everything(caches);
        String answer = jvm.ask(root.resolve(mask) + " " + id);
        if (mayWrite) {
            assertThat(answer).as("%s, %s", mask, root).doesNotContain("Exception");
        } else {
            assertThat(answer)
                    .as("%s, %s", mask, root)
                    .startsWith("CacheException: the cache " + root.resolve(mask) + " cannot be ")
                    .containsAnyOf("no permission for " + root.resolve(mask), "Read-only file system")
                    .contains("AUDMODEL_CACHE_ROOT");
            assertThat(changes(before, everything(caches)))
                    .as("%s, %s", mask, root)
                    .isEmpty();
        }
    }

    private Jvm start(Workshop workshop, User user, String mask) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        command.addAll(List.of("sh", "-c", ENTER, "sh", caches.toString(), readOnly.toString(), mask));
        command.addAll(List.of("setpriv", "--reuid=" + user.id, "--regid=" + user.group, "--clear-groups"));
        return new Jvm.Launch(workshop.folder())
                .by(command)
                .classPath(classPath)
                .program(CacheGuest.class)
                .start(workshop.repository());
    }

    /** So that a use of it would be noted where one may write. */
    private static void makeOld(Path model) throws IOException {
        Files.setLastModifiedTime(model, FileTime.from(Instant.now().minusSeconds(86_400)));
    }

    /** Whatever the mask of this process. */
    private static void letAllRead(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                permit(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }

    private static void permit(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    private static Set<String> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    /** All that a write would change. */
    private static Map<String, String> everything(Path root) {
        Map<String, String> facts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = (Files.isDirectory(path) ? "folder " : "file ") + root.relativize(path);
                Map<String, Object> attributes = Files.readAttributes(
                        path, "unix:size,lastModifiedTime,ctime,mode,uid,gid,ino", LinkOption.NOFOLLOW_LINKS);
                facts.put(name, new TreeMap<>(attributes).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts;
    }
}
