package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.error.CacheException;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is cached needs no repository, no lock, and no permission to write. */
@Tag("one-jdk")
class WarmLoadTest implements OnStorage {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    /** A model in a cache: nobody's client any more. */
    private record Warm(Path cache, ModelId id, FileTree files) {

        static Warm up(Workshop workshop) {
            AudModel client = workshop.client();
            ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
            FileTree files = FileTree.of(client.load(id));
            return new Warm(client.cacheRoot(), id, files);
        }

        void requireReadable(AudModel client) {
            assertThat(FileTree.of(client.load(id))).isEqualTo(files);
            assertThat(client.header(id).name()).isEqualTo("onnx");
            assertThat(client.parameters(id)).isEmpty();
        }
    }

    @Test
    void theRepositoryIsNotAsked(Workshop workshop) {
        Warm warm = Warm.up(workshop);
        DownBackend silent = new DownBackend(workshop.repository());
        try (AudModel client = workshop.builder()
                .cacheRoot(warm.cache())
                .repository(workshop.repository(), silent)
                .build()) {
            warm.requireReadable(client);
        }
        assertThat(silent.asked()).isZero();
    }

    @Test
    void theClientThatLoadedIt_doesNotAskAgain(Workshop workshop) {
        FaultyBackend backend = workshop.faulty();
        AudModel client = workshop.client(backend);
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        client.load(id);
        int before = backend.calls().size();
        client.load(id);
        client.header(id);
        client.load(id);
        assertThat(backend.calls()).hasSize(before);
    }

    @Test
    void noFileIsTouched_andNoLockIsMade(Workshop workshop) throws IOException {
        Warm warm = Warm.up(workshop);
        Map<String, String> before = states(warm.cache());
        assertThat(before.keySet()).anyMatch(name -> name.endsWith(".lock"));
        AudModel client = workshop.open(workshop.builder(workshop.repository()).cacheRoot(warm.cache()));
        warm.requireReadable(client);
        assertThat(states(warm.cache())).isEqualTo(before);

        Path lock = warm.cache().resolve(warm.id().shortId() + "/.1.0.0.lock");
        Files.delete(lock);
        warm.requireReadable(client);
        assertThat(lock).doesNotExist();
    }

    @Test
    void theRepositoryMayBeGone(Workshop workshop) throws IOException {
        Warm warm = Warm.up(workshop);
        Files.move(FsStorage.root(workshop.repository()), workshop.fresh("gone"));
        warm.requireReadable(
                workshop.open(workshop.builder(workshop.repository()).cacheRoot(warm.cache())));
    }

    @Test
    void anotherUser_whoMayNotWrite(Workshop workshop) {
        Warm warm = Warm.up(workshop);
        OtherUser other = new OtherUser(workshop);
        other.mayOnlyRead(warm.cache());
        Map<String, String> before = states(warm.cache());
        try (Jvm jvm = other.start("file-system:/nowhere#models", warm.cache(), "/dev/null")) {
            assertThat(jvm.ask("load " + warm.id())).isEqualTo(warm.files().digest());
            assertThat(jvm.ask("header " + warm.id())).isEqualTo("onnx");
        } finally {
            other.release(warm.cache());
        }
        assertThat(states(warm.cache()).keySet()).isEqualTo(before.keySet());
    }

    @Test
    void aCacheThatCannotBeWritten_orRead_isNamed(Workshop workshop) {
        Warm warm = Warm.up(workshop);
        ModelId second = workshop.client().publish(workshop.request("onnx", "2.0.0"));
        OtherUser other = new OtherUser(workshop);
        other.mayOnlyRead(warm.cache());
        Path closed = warm.cache().resolveSibling("closed");
        assertThat(closed.toFile().mkdir()).isTrue();
        other.mayNothing(closed);
        try (Jvm jvm = other.start(workshop.repository(), warm.cache(), "/dev/null");
                Jvm blind = other.start(workshop.repository(), closed, "/dev/null")) {
            assertThat(jvm.ask("header " + second)).isEqualTo("onnx");
            assertThat(jvm.ask("load " + second))
                    .startsWith("CacheException ")
                    .contains(warm.cache().toString());
            assertThat(blind.ask("load " + second))
                    .startsWith("CacheException ")
                    .contains(closed.toString());
        } finally {
            other.release(warm.cache());
            other.release(closed);
        }
        assertThat(closed).isEmptyDirectory();
    }

    @Test
    void aReadOnlyMount(Workshop workshop) {
        Warm warm = Warm.up(workshop);
        ModelId second = workshop.client().publish(workshop.request("onnx", "2.0.0"));
        Path mount = workshop.fresh("mount");
        assertThat(mount.toFile().mkdir()).isTrue();
        Assumptions.assumeTrue(
                succeeds("mount", "--bind", warm.cache().toString(), mount.toString())
                        && succeeds("mount", "-o", "remount,ro,bind", mount.toString()),
                "the superuser alone can mount a folder read-only");
        try {
            AudModel client =
                    workshop.open(workshop.builder(workshop.repository()).cacheRoot(mount));
            warm.requireReadable(client);
            assertThat(client.header(second).version()).isEqualTo(second.version());
            assertThatExceptionOfType(CacheException.class)
                    .isThrownBy(() -> client.load(second))
                    .withMessageContaining(mount.toString());
        } finally {
            assertThat(succeeds("umount", mount.toString())).isTrue();
        }
    }

    /** Size, times and permissions of every file and folder. */
    private static Map<String, String> states(Path root) {
        Map<String, String> states = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.forEach(path -> states.put(root.relativize(path).toString(), state(path)));
            return states;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(Path path) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.permissions() + " "
                    + Files.getAttribute(path, "unix:ctime");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
