package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Power that fails at every change of the file system in turn: an object is the old one or the new one, whole. */
class FsPowerLossTest {

    private static final ObjectPath PATH = new ObjectPath("onnx/abc/1.0.0/onnx.zip");
    private static final String OLD = "old ".repeat(50_000);
    private static final String NEW = "new content ".repeat(30_000);

    /** A change of one object. */
    private interface Change {
        void make(FsBackend backend);
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Loss.class)
    void create(Loss loss, TestReporter reporter) {
        all(loss, reporter, Optional.empty(), Optional.of(NEW), backend -> put(backend, PutMode.create()));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void overwrite(Loss loss, TestReporter reporter) {
        all(loss, reporter, Optional.of(OLD), Optional.of(NEW), backend -> put(backend, PutMode.overwrite()));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void replace(Loss loss, TestReporter reporter) {
        Change change =
                backend -> put(backend, PutMode.replace(backend.stat(PATH).orElseThrow()));
        all(loss, reporter, Optional.of(OLD), Optional.of(NEW), change);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void delete(Loss loss, TestReporter reporter) {
        all(loss, reporter, Optional.of(OLD), Optional.empty(), backend -> backend.delete(PATH));
    }

    private void all(Loss loss, TestReporter reporter, Optional<String> old, Optional<String> next, Change change) {
        boolean stopped = true;
        int step = 0;
        while (stopped) {
            step++;
            Path host = fresh("host-" + step);
            Path root = host.resolve("models");
            old.ifPresent(text -> new FsBackend(root).put(PATH, content(text), PutMode.create()));
            FragileDisk disk = new FragileDisk(fresh("trash-" + step), step);
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
        reporter.publishEntry("prefixes", Integer.toString(step - 1));
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
            return Files.createDirectory(folder.resolve(name));
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
