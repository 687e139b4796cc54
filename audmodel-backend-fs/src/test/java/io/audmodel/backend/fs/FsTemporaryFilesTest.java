package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsTemporaryFilesTest {

    private static final ObjectPath PATH = new ObjectPath("a/b/object.header.yaml");

    @TempDir
    private Path host;

    private Path root;
    private FsBackend backend;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(host.resolve("models"));
        backend = new FsBackend(root);
    }

    @Test
    void put_underWay_fileBesideTheObjectIsHidden() {
        HookedContent content = new HookedContent("text", () -> {
            List<Path> files = filesIn(root.resolve("a/b"));
            assertThat(files).hasSize(1);
            assertThat(files.get(0).getFileName().toString()).contains("~").doesNotEndWith("header.yaml");
            assertThat(backend.list(new ObjectPath("a"))).isEmpty();
        });
        backend.put(PATH, content, PutMode.create());
        assertThat(root.resolve(PATH.text())).hasContent("text");
    }

    @Test
    void put_contentFails_removesItsFile() throws IOException {
        HookedContent content = new HookedContent("text", () -> {
            throw new NoSuchFileException("the source");
        });
        for (PutMode mode : List.of(PutMode.create(), PutMode.overwrite())) {
            assertThatThrownBy(() -> backend.put(PATH, content, mode))
                    .isInstanceOf(StorageException.class)
                    .hasCauseInstanceOf(NoSuchFileException.class);
            assertThat(filesIn(root.resolve("a/b"))).isEmpty();
        }
    }

    @Test
    void put_forgottenFiles_areSweptAfterADay() throws IOException {
        Path folder = Files.createDirectories(root.resolve("a/b"));
        Path forgotten = age(Files.writeString(folder.resolve(".audmodel-0~"), "half"), Duration.ofHours(25));
        Path recent = age(Files.writeString(folder.resolve(".audmodel-1~"), "half"), Duration.ofHours(23));
        Path foreign = age(Files.writeString(folder.resolve("notes~"), "kept"), Duration.ofDays(100));
        backend.put(PATH, Content.of(new byte[1]), PutMode.create());
        assertThat(forgotten).doesNotExist();
        assertThat(recent).exists();
        assertThat(foreign).exists();
    }

    @Test
    void put_folderVanishesMeanwhile_beginsAgain() {
        AtomicInteger productions = new AtomicInteger();
        HookedContent content = new HookedContent("text", () -> {
            if (productions.incrementAndGet() <= 2) {
                for (Path file : filesIn(root.resolve("a/b"))) {
                    Files.delete(file);
                }
                Files.delete(root.resolve("a/b"));
                Files.delete(root.resolve("a"));
            }
        });
        backend.put(PATH, content, PutMode.create());
        assertThat(productions).hasValue(3);
        assertThat(root.resolve(PATH.text())).hasContent("text");
    }

    @Test
    void ownFiles_areNoObjects() throws IOException {
        backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite());
        assertThat(root.resolve(".lock~")).exists();
        Files.writeString(root.resolve("a/.audmodel-0~"), "half");
        Files.createDirectories(root.resolve("a/old~"));
        Files.writeString(root.resolve("a/old~/object"), "no object");
        Files.writeString(root.resolve("a/with space"), "no object");
        try (Stream<ObjectPath> objects = backend.list(new ObjectPath("a")).map(info -> info.path())) {
            assertThat(objects).containsExactly(PATH);
        }
    }

    @Test
    void create_needsNoLock() {
        backend.put(PATH, Content.of(new byte[1]), PutMode.create());
        backend.stat(PATH);
        backend.get(PATH, ByteRange.all()).close();
        backend.delete(new ObjectPath("a/absent"));
        assertThat(root.resolve(".lock~")).doesNotExist();
    }

    private static Path age(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
