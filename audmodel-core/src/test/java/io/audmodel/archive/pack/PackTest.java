package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.Sandbox;
import io.audmodel.backend.Content;
import io.audmodel.model.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
    }

    @Test
    void pack_names_areRelativeAndInCodePointOrder() throws IOException {
        for (String name : List.of("b", "a/z", "a.b", "a-b", "B", "😀", "\uFB00", "é", ".hidden", "model.zip")) {
            write(name, "x");
        }
        Files.createDirectories(root.resolve("empty/empty"));

        assertThat(jdkEntries())
                .extracting(ZipEntry::getName)
                .containsExactly(".hidden", "B", "a-b", "a.b", "a/z", "b", "model.zip", "é", "\uFB00", "😀");
    }

    @Test
    void pack_attributes_areFixedButForTheExecuteBit() throws IOException {
        write("plain", "x");
        Files.setPosixFilePermissions(write("group", "x"), PosixFilePermissions.fromString("rw-r-xr-x"));
        Files.setPosixFilePermissions(write("owner", "x"), PosixFilePermissions.fromString("rwx------"));
        Files.setLastModifiedTime(root.resolve("plain"), FileTime.from(Instant.parse("1970-01-01T00:00:00Z")));

        assertThat(unixEntries())
                .extracting(e -> e.getName() + " " + Integer.toOctalString(e.getUnixMode()))
                .containsExactly("group 100644", "owner 100755", "plain 100644");
        assertThat(jdkEntries()).allSatisfy(entry -> {
            assertThat(entry.getTimeLocal()).isEqualTo("1980-01-01T00:00:00");
            assertThat(entry.getExtra()).isNull();
        });
    }

    @Test
    void pack_contents_areReadByTheJdk() throws IOException {
        write("text", "some text ".repeat(10_000));
        write("empty", "");
        Path archive = Files.write(folder.resolve("archive.zip"), Sandbox.packed(root));

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.getInputStream(zip.getEntry("text"))).hasContent("some text ".repeat(10_000));
            assertThat(zip.getInputStream(zip.getEntry("empty"))).isEmpty();
            assertThat(zip.getEntry("text").getCompressedSize()).isLessThan(1000);
        }
    }

    @Test
    void pack_linksWithinTheFolder_arePackedAsWhatTheyLeadTo() throws IOException {
        write("real/file", "content");
        Files.createSymbolicLink(root.resolve("file-link"), Path.of("real/file"));
        Files.createSymbolicLink(
                root.resolve("folder-link"), root.resolve("real").toAbsolutePath());
        Files.createSymbolicLink(root.resolve("real/second"), Path.of("../file-link"));
        Path link = Files.createSymbolicLink(folder.resolve("link-to-root"), root);
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));

        sandbox.unpack(Sandbox.packed(link));

        assertThat(Sandbox.tree(sandbox.target()))
                .containsOnlyKeys(
                        "file-link",
                        "folder-link",
                        "folder-link/file",
                        "folder-link/second",
                        "real",
                        "real/file",
                        "real/second");
        assertThat(sandbox.target().resolve("folder-link/second")).hasContent("content");
        assertThat(sandbox.target().resolve("folder-link/second")).isRegularFile();
    }

    @Test
    void pack_progress_risesToTheTotalAndBeginsAnew() throws IOException {
        write("a", "x".repeat(3_000_000));
        write("b", "");
        write("c", "x".repeat(7));
        List<Long> seen = new ArrayList<>();
        Content content = ModelArchive.pack(root, Compression.auto(), (done, total) -> {
            assertThat(total).isEqualTo(3_000_007);
            seen.add(done);
        });

        content.writeTo(new ByteArrayOutputStream());
        List<Long> first = List.copyOf(seen);
        seen.clear();
        content.writeTo(new ByteArrayOutputStream());

        assertThat(first).hasSizeGreaterThan(2).isSorted().endsWith(3_000_007L).isEqualTo(seen);
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<? extends ZipEntry> jdkEntries() throws IOException {
        Path archive = Files.write(folder.resolve("archive.zip"), Sandbox.packed(root));
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return Collections.list(zip.entries());
        }
    }

    private List<ZipArchiveEntry> unixEntries() throws IOException {
        Path archive = Files.write(folder.resolve("archive.zip"), Sandbox.packed(root));
        try (var zip = org.apache.commons.compress.archivers.zip.ZipFile.builder()
                .setPath(archive)
                .get()) {
            return Collections.list(zip.getEntries());
        }
    }
}
