package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsLinksTest {

    @TempDir
    private Path host;

    private Path root;
    private FsBackend backend;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectories(host.resolve("models"));
        backend = new FsBackend(root);
    }

    @Test
    void linkedFolder_isPartOfTheRepository() throws IOException {
        Path elsewhere = Files.createDirectories(host.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("old"), "old");
        Files.createSymbolicLink(root.resolve("a"), elsewhere);
        backend.put(new ObjectPath("a/new"), Content.of(new byte[1]), PutMode.create());
        assertThat(elsewhere.resolve("new")).exists();
        assertThat(list("a")).containsExactlyInAnyOrder("a/old", "a/new");
    }

    @Test
    void list_linksInACircle_comesToAnEnd() throws IOException {
        Files.createDirectories(root.resolve("a/b/c"));
        Files.writeString(root.resolve("a/b/object"), "x");
        Files.createSymbolicLink(root.resolve("a/b/c/up"), root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("a/self"), Path.of("self"));
        Files.createSymbolicLink(root.resolve("a/top"), root);
        assertThat(list("a")).contains("a/b/object").doesNotHaveDuplicates().hasSizeLessThan(5);
    }

    @Test
    void brokenLink_isNoObject_andIsNotWrittenThrough() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a/broken"), host.resolve("nowhere"));
        ObjectPath path = new ObjectPath("a/broken");
        assertThat(backend.stat(path)).isEmpty();
        assertThat(list("a")).isEmpty();
        assertThatThrownBy(() -> backend.put(path, Content.of(new byte[1]), PutMode.create()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("broken link");
        assertThat(host.resolve("nowhere")).doesNotExist();
    }

    @Test
    void linkedObject_isReplacedAndDeletedItself() throws IOException {
        Path target = Files.writeString(host.resolve("target"), "target");
        Files.createSymbolicLink(root.resolve("linked"), target);
        ObjectPath path = new ObjectPath("linked");
        ObjectInfo info = backend.stat(path).orElseThrow();
        assertThat(info.size()).isEqualTo(6);
        backend.put(path, Content.of(new byte[1]), PutMode.replace(info));
        assertThat(target).hasContent("target");
        assertThat(backend.stat(path).orElseThrow().size()).isEqualTo(1);
        backend.delete(path);
        assertThat(target).exists();
    }

    private List<String> list(String prefix) {
        try (Stream<ObjectInfo> objects = backend.list(new ObjectPath(prefix))) {
            return objects.map(info -> info.path().text()).toList();
        }
    }
}
