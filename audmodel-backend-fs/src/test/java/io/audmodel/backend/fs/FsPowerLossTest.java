package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.testkit.FragileDisk;
import io.audmodel.testkit.FragileDisk.Crash;
import io.audmodel.testkit.FragileDisk.Loss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Power that fails at every change of the file system in turn: an object is the old one or the new one, whole. */
@Tag("reliability")
@Tag("one-jdk")
class FsPowerLossTest {

    private static final ObjectPath PATH = new ObjectPath("onnx/abc/1.0.0/onnx.zip");
    private static final String OLD = "old ".repeat(50_000);
    private static final String NEW = "new content ".repeat(30_000);

    private static final Change CREATE = backend -> put(backend, PutMode.create());
    private static final Change OVERWRITE = backend -> put(backend, PutMode.overwrite());
    private static final Change DELETE = backend -> backend.delete(PATH);

    /** A change of one object. */
    private interface Change {
        void make(FsBackend backend);
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Loss.class)
    void create(Loss loss, TestReporter reporter) {
        report(reporter, all(loss, Optional.empty(), Optional.of(NEW), CREATE, path -> false));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void overwrite(Loss loss, TestReporter reporter) {
        report(reporter, all(loss, Optional.of(OLD), Optional.of(NEW), OVERWRITE, path -> false));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void replace(Loss loss, TestReporter reporter) {
        Change change =
                backend -> put(backend, PutMode.replace(backend.stat(PATH).orElseThrow()));
        report(reporter, all(loss, Optional.of(OLD), Optional.of(NEW), change, path -> false));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void delete(Loss loss, TestReporter reporter) {
        report(reporter, all(loss, Optional.of(OLD), Optional.empty(), DELETE, path -> false));
    }

    @Test
    void changes_whereFilesAreNotForced_areFoundOut() {
        assertIsFoundOut(Loss.CONTENT, Optional.empty(), Optional.of(NEW), CREATE, Files::isRegularFile);
        assertIsFoundOut(Loss.CONTENT, Optional.of(OLD), Optional.of(NEW), OVERWRITE, Files::isRegularFile);
    }

    @Test
    void changes_whereFoldersAreNotForced_areFoundOut() {
        assertIsFoundOut(Loss.CONTENT_AND_NAMES, Optional.empty(), Optional.of(NEW), CREATE, Files::isDirectory);
        assertIsFoundOut(Loss.CONTENT_AND_NAMES, Optional.of(OLD), Optional.of(NEW), OVERWRITE, Files::isDirectory);
        assertIsFoundOut(Loss.CONTENT_AND_NAMES, Optional.of(OLD), Optional.empty(), DELETE, Files::isDirectory);
    }

    @Test
    void create_whereOneFolderAboveIsNotForced_isFoundOut() {
        for (String name : List.of("models", "onnx", "abc")) {
            Predicate<Path> lie = path -> path.endsWith(name);
            assertIsFoundOut(Loss.CONTENT_AND_NAMES, Optional.empty(), Optional.of(NEW), CREATE, lie);
        }
    }

    private void assertIsFoundOut(
            Loss loss, Optional<String> old, Optional<String> next, Change change, Predicate<Path> lie) {
        assertThatThrownBy(() -> all(loss, old, next, change, lie)).isInstanceOf(AssertionError.class);
    }

    private static void report(TestReporter reporter, int steps) {
        reporter.publishEntry("prefixes", Integer.toString(steps));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lie what the disk says to have forced, and has not */
    private int all(Loss loss, Optional<String> old, Optional<String> next, Change change, Predicate<Path> lie) {
        boolean stopped = true;
        int step = 0;
        while (stopped) {
            step++;
            Path host = fresh("host");
            Path root = made(host.resolve("models"));
            old.ifPresent(text -> new FsBackend(root).put(PATH, content(text), PutMode.create()));
            FragileDisk disk = new FragileDisk(fresh("trash"), step, lie);
            stopped = isStopped(change, new FsBackend(disk.path(root)));
            assertThat(disk.hasDied()).isEqualTo(stopped);
            disk.fail(loss);

            FsBackend survivor = new FsBackend(root);
            Optional<String> found = read(survivor);
            if (stopped) {
                assertThat(found).as("step %s, loss of %s", step, loss).isIn(old, next);
            } else {
                assertThat(found).as("done, loss of %s", loss).isEqualTo(next);
            }
            assertThat(objects(survivor)).isEqualTo(found.isPresent() ? 1 : 0);
            if (!found.equals(next)) {
                change.make(survivor);
            }
            assertThat(read(survivor))
                    .as("step %s, loss of %s, repeated", step, loss)
                    .isEqualTo(next);
        }
        assertThat(step).isGreaterThan(2);
        return step - 1;
    }

    private static boolean isStopped(Change change, FsBackend backend) {
        try {
            change.make(backend);
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    private Path fresh(String name) {
        try {
            return Files.createTempDirectory(folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(FsBackend backend, PutMode mode) {
        backend.put(PATH, content(NEW), mode);
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> read(FsBackend backend) {
        if (backend.stat(PATH).isEmpty()) {
            return Optional.empty();
        }
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            return Optional.of(new String(body.stream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long objects(FsBackend backend) {
        try (Stream<ObjectInfo> all = backend.list(new ObjectPath("onnx"))) {
            return all.count();
        }
    }
}
