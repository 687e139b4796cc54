package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class FsListingTest {

    @TempDir
    private Path root;

    // Modes do not keep root from anything, so that the folder is denied by hand.
    @Test
    void list_folderCannotBeRead_givesAllTheRest_andThenSaysSo() throws IOException {
        FsErrors errors = new FsErrors("file-system:test", root);
        for (String name : List.of("a", "m", "z")) {
            new FsBackend(root)
                    .put(new ObjectPath("top/" + name + "/object"), Content.of(new byte[1]), PutMode.create());
        }
        FsListing listing = new FsListing(new ObjectPath("top"), root.resolve("top"), errors, folder -> {
            if (folder.endsWith("m")) {
                throw new java.nio.file.AccessDeniedException(folder.toString());
            }
            return Files.newDirectoryStream(folder);
        });
        List<String> found = new ArrayList<>();
        assertThatThrownBy(() ->
                        listing.forEachRemaining(info -> found.add(info.path().text())))
                .isInstanceOf(io.audmodel.error.AccessDeniedException.class)
                .hasMessageContaining("top/m");
        assertThat(found).containsExactlyInAnyOrder("top/a/object", "top/z/object");
    }

    @Test
    void list_foldersAreNestedVeryDeep_isComplete() throws IOException {
        FsBackend backend = new FsBackend(root);
        ObjectPath deep = new ObjectPath("a/".repeat((4_000 - root.toString().length()) / 2) + "object");
        Files.createDirectories(root.resolve(deep.text()).getParent());
        backend.put(deep, Content.of(new byte[1]), PutMode.create());
        assertThat(backend.stat(deep)).isPresent();
        try (Stream<ObjectInfo> listed = backend.list(new ObjectPath("a"))) {
            assertThat(listed.map(ObjectInfo::path)).containsExactly(deep);
        }
        backend.delete(deep);
        // JUnit needs minutes for so many.
        for (Path folder = root.resolve(deep.text()).getParent(); !folder.equals(root); folder = folder.getParent()) {
            Files.delete(folder);
        }
    }
}
