package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsBackendTest {

    private static final ObjectPath PATH = new ObjectPath("_uid/3e120e8d/1.0.0/3e120e8d-1.0.0.header.yaml");

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
    void put_object_isAPlainFileAtItsPath() throws IOException {
        backend.put(PATH, content("text"), PutMode.create());
        assertThat(root.resolve(PATH.text())).hasContent("text");
        try (Stream<Path> files = Files.walk(host).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(root.resolve(PATH.text()));
        }
    }

    @Test
    void stat_fileOfAnotherProgram_isAnObject() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/b.yaml"), "by hand");
        ObjectInfo info = backend.stat(new ObjectPath("a/b.yaml")).orElseThrow();
        assertThat(info.size()).isEqualTo(7);
        assertThat(info.checksum()).isEmpty();
        backend.put(info.path(), content("by us"), PutMode.replace(info));
        assertThat(root.resolve("a/b.yaml")).hasContent("by us");
    }

    @Test
    void put_equalContent_makesANewRevision() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ObjectInfo info = backend.put(PATH, content("same"), PutMode.overwrite());
            assertThat(seen.add(info.revision().orElseThrow().text())).isTrue();
        }
    }

    @Test
    void put_clockStandsStillOrGoesBack_timeOfChangeGrows() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        InstantSource[] clocks = {() -> now, () -> now, () -> now.minusSeconds(60), () -> now, () -> now.plusSeconds(1)
        };
        Instant last = Instant.MIN;
        for (InstantSource clock : clocks) {
            FsBackend writer = new FsBackend("file-system:clock", root, clock, Files::createLink);
            ObjectInfo written = writer.put(PATH, content("same"), PutMode.overwrite());
            assertThat(written.modified()).isAfter(last);
            assertThat(backend.stat(PATH).orElseThrow().modified()).isEqualTo(written.modified());
            last = written.modified();
        }
        assertThat(last).isBetween(now.plusSeconds(1), now.plusSeconds(60));
    }

    @Test
    void put_create_answerOfTheLinkWasLost_succeeds() {
        FsBackend writer = new FsBackend("file-system:nfs", root, InstantSource.system(), (link, file) -> {
            Files.createLink(link, file);
            throw new FileAlreadyExistsException(link.toString());
        });
        writer.put(PATH, content("text"), PutMode.create());
        assertThat(root.resolve(PATH.text())).hasContent("text");
        assertThatThrownBy(() -> writer.put(PATH, content("text"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
    }

    @Test
    void put_create_appearsWhileWriting_losesAndLeavesNoTemporaryFile() throws IOException {
        Content late = new HookedContent("ours", () -> backend.put(PATH, content("theirs"), PutMode.create()));
        assertThatThrownBy(() -> backend.put(PATH, late, PutMode.create())).isInstanceOf(ObjectExistsException.class);
        assertThat(root.resolve(PATH.text())).hasContent("theirs");
        try (Stream<Path> files = Files.list(root.resolve(PATH.text()).getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void put_folderInTheWay_isAStorageError() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        for (PutMode mode : new PutMode[] {PutMode.create(), PutMode.overwrite()}) {
            assertThatThrownBy(() -> backend.put(new ObjectPath("a/b"), content("x"), mode))
                    .isInstanceOf(StorageException.class);
        }
        assertThat(backend.list(new ObjectPath("a"))).isEmpty();
    }

    @Test
    void get_fileIsCutInPlace_failsInsteadOfEndingEarly() throws IOException {
        backend.put(PATH, Content.of(new byte[1_000_000]), PutMode.create());
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            body.stream().readNBytes(10);
            Files.writeString(root.resolve(PATH.text()), "cut");
            assertThatThrownBy(() -> body.stream().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too early");
        }
    }

    @Test
    void get_openBody_readsItsStateToTheEnd() throws IOException {
        backend.put(PATH, content("old state"), PutMode.create());
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            backend.put(PATH, content("new"), PutMode.overwrite());
            backend.delete(PATH);
            assertThat(body.stream().readAllBytes()).asString().isEqualTo("old state");
        }
    }

    @Test
    void url_isTheAbsoluteFile_alsoForAFolder() throws IOException {
        Files.createDirectories(root.resolve("a"));
        assertThat(backend.url(PATH)).hasToString("file://" + root.toAbsolutePath() + "/" + PATH);
        assertThat(backend.url(new ObjectPath("a"))).hasToString("file://" + root.toAbsolutePath() + "/a");
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
