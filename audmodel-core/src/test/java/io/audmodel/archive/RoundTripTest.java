package io.audmodel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.backend.Content;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void unpack_whatWasPacked_givesTheSameFiles(int seed) throws IOException {
        Path origin = RandomFolder.make(folder.resolve("origin"), new Random(seed), 100_000);
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));

        sandbox.unpack(Sandbox.packed(origin));

        assertThat(Sandbox.tree(sandbox.target())).as("seed %d", seed).isEqualTo(withoutEmptyFolders(origin));
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 34, 35})
    void pack_copyMadeInAnotherOrderAtAnotherTime_givesTheSameBytes(int seed) throws IOException {
        Random random = new Random(seed);
        Path origin = RandomFolder.make(folder.resolve("origin"), random, 100_000);
        Path copy = copyShuffled(origin, folder.resolve("copy"), random);

        Content content = ModelArchive.pack(origin, Compression.auto(), ArchiveProgress.none());

        assertThat(Checksum.md5(Sandbox.bytes(content)))
                .as("seed %d", seed)
                .isEqualTo(Checksum.md5(Sandbox.bytes(content)))
                .isEqualTo(Checksum.md5(Sandbox.packed(copy)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Tokyo", "America/St_Johns", "Africa/Monrovia"})
    void pack_inAnotherTimeZone_givesTheSameBytes(String zone) throws IOException {
        Path origin = RandomFolder.make(folder.resolve("origin"), new Random(41), 100_000);
        Checksum here = Checksum.md5(Sandbox.packed(origin));
        TimeZone original = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));

            assertThat(Checksum.md5(Sandbox.packed(origin))).isEqualTo(here);
        } finally {
            TimeZone.setDefault(original);
        }
    }

    @Test
    void unpack_deepFolders_areKept() throws IOException {
        Path origin = folder.resolve("origin");
        Path deep = Files.createDirectories(origin.resolve("d/".repeat(300)));
        Files.writeString(deep.resolve("leaf"), "x");
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));

        sandbox.unpack(Sandbox.packed(origin));

        assertThat(sandbox.target().resolve("d/".repeat(300) + "leaf")).hasContent("x");
    }

    @Test
    void unpack_permissions_areThoseOfNewFiles() throws IOException {
        Path origin = Files.createDirectory(folder.resolve("origin"));
        Path secret = Files.writeString(origin.resolve("plain"), "x");
        Files.setPosixFilePermissions(secret, Set.of(PosixFilePermission.OWNER_READ));
        Path tool = Files.writeString(origin.resolve("tool"), "x");
        Files.setPosixFilePermissions(tool, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));

        sandbox.unpack(Sandbox.packed(origin));

        Set<PosixFilePermission> ofNewFile =
                Files.getPosixFilePermissions(Files.createFile(folder.resolve("new-file")));
        Set<PosixFilePermission> ofNewFolder =
                Files.getPosixFilePermissions(Files.createDirectory(folder.resolve("new-folder")));
        assertThat(Files.getPosixFilePermissions(sandbox.target().resolve("plain")))
                .isEqualTo(ofNewFile);
        assertThat(Files.getPosixFilePermissions(sandbox.target().resolve("tool")))
                .isEqualTo(ofNewFolder);
    }

    private static Map<String, String> withoutEmptyFolders(Path folder) {
        Map<String, String> tree = Sandbox.tree(folder);
        List<String> files = tree.entrySet().stream()
                .filter(e -> !e.getValue().equals("folder"))
                .map(Map.Entry::getKey)
                .toList();
        tree.entrySet()
                .removeIf(e -> e.getValue().equals("folder")
                        && files.stream().noneMatch(file -> file.startsWith(e.getKey() + "/")));
        return tree;
    }

    private static Path copyShuffled(Path from, Path to, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
        Collections.shuffle(files, random);
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
            Files.setLastModifiedTime(copy, FileTime.fromMillis(random.nextLong(-1L << 33, 1L << 41)));
        }
        return to;
    }
}
