package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackRefusalTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(root.resolve("good"), "content");
    }

    @Test
    void pack_missingRoot_isRefused() {
        refuses(folder.resolve("absent"), "absent does not exist");
    }

    @Test
    void pack_rootBelowATilde_namesTheWay() {
        refuses(Path.of("~/absent"), "~/absent does not exist: paths are taken as they are");
    }

    @Test
    void pack_danglingLinkAsRoot_isRefused() throws IOException {
        refuses(Files.createSymbolicLink(folder.resolve("link"), Path.of("absent")), "link does not exist");
    }

    @Test
    void pack_fileAsRoot_isRefused() {
        refuses(root.resolve("good"), "good is not a folder");
    }

    @Test
    void pack_rootWithFoldersOnly_isRefused() throws IOException {
        Path hollow = folder.resolve("hollow");
        Files.createDirectories(hollow.resolve("a/b"));

        refuses(hollow, "hollow has no files");
    }

    @Test
    void pack_linkThatLeadsOutside_isRefused() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "secret");
        Files.createSymbolicLink(root.resolve("leak"), outside);

        refuses(root, "'leak' is a link to '" + outside + "', which is outside the model folder");
    }

    @Test
    void pack_folderLinkThatLeadsOutside_isRefused() throws IOException {
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));

        refuses(root, "'up' is a link to '..', which is outside");
    }

    @Test
    void pack_linkToASiblingThatBeginsLikeTheRoot_isRefused() throws IOException {
        Files.createDirectory(folder.resolve("root-2"));
        Files.createSymbolicLink(root.resolve("sibling"), Path.of("../root-2"));

        refuses(root, "outside");
    }

    @Test
    void pack_danglingLink_isRefused() throws IOException {
        Files.createDirectory(root.resolve("sub"));
        Files.createSymbolicLink(root.resolve("sub/dangling"), Path.of("absent"));

        refuses(root, "'sub/dangling' is a link to 'absent', which cannot be reached: it does not exist");
    }

    @Test
    void pack_linksToEachOther_areRefused() throws IOException {
        Files.createSymbolicLink(root.resolve("ping"), Path.of("pong"));
        Files.createSymbolicLink(root.resolve("pong"), Path.of("ping"));

        refuses(root, "which cannot be reached");
    }

    @Test
    void pack_linkToAFolderAroundIt_isRefused() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("a/b/loop"), Path.of("../../a"));

        refuses(root, "'a/b/loop' is a link to '../../a', a folder that contains the link");
    }

    @Test
    void pack_foldersThatLinkToEachOther_areRefused() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.createDirectories(root.resolve("b"));
        Files.createSymbolicLink(root.resolve("a/to-b"), Path.of("../b"));
        Files.createSymbolicLink(root.resolve("b/to-a"), Path.of("../a"));

        refuses(root, "links that lead in a circle");
    }

    @Test
    void pack_socket_isRefused() throws IOException {
        Path socket = root.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            refuses(root, "'socket' is a device, a pipe or a socket");
        }
    }

    @Test
    void pack_unreadableFile_isRefused() throws IOException {
        Path file = Files.writeString(root.resolve("locked"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx-wx-wx"));
        assumeFalse(Files.isReadable(file), "the superuser reads everything");

        refuses(root, "'locked' cannot be read: this process has no permission");
    }

    @Test
    void pack_unreadableFolder_isRefused() throws IOException {
        Path locked = Files.createDirectory(root.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("-wx------"));
        assumeFalse(Files.isReadable(locked), "the superuser reads everything");

        refuses(root, "'locked/' cannot be listed: this process has no permission");
    }

    private static void refuses(Path root, String problem) {
        assertThatThrownBy(() -> ModelArchive.pack(root, Compression.auto(), ArchiveProgress.none()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(problem);
    }
}
