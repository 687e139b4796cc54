package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.OtherReader;
import io.audmodel.archive.ZipSample;
import io.audmodel.error.AudModelException;
import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.ZipGrammar;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives that somebody changed: refused, or unpacked as others unpack them. The full run: {@code
 * -Daudmodel.fuzz.zip=10000000}.
 */
@Tag("reliability")
@Tag("one-jdk")
class ArchiveFuzzTest {

    private static final long EXECUTIONS = Long.getLong("audmodel.fuzz.zip", 100_000);

    /** So many of those that are accepted are unpacked to the disk, too. */
    private static final int ONE_IN = 50;

    /** So many of these others unpack, too. */
    private static final int MOST_COMPARED = 400;

    private static final ArchiveLimits LIMITS = new ArchiveLimits(100, 1 << 20);

    private static final List<byte[]> WORDS = List.of(
            bytes("../"),
            bytes("/"),
            bytes("\\"),
            bytes("C:"),
            bytes("\0"),
            bytes("..\\..\\x"),
            bytes("CON"),
            bytes("a/../../b"),
            new byte[] {'P', 'K', 1, 2},
            new byte[] {'P', 'K', 3, 4},
            new byte[] {'P', 'K', 5, 6},
            new byte[] {'P', 'K', 6, 6},
            new byte[] {'P', 'K', 6, 7},
            new byte[] {'P', 'K', 7, 8},
            new byte[] {-1, -1},
            new byte[] {-1, -1, -1, -1},
            new byte[] {0, 0, 0, 0},
            new byte[] {-1, -1, -1, 127},
            new byte[] {0, 0, 0, -128},
            new byte[] {1, 0, 16, 0},
            new byte[] {9, 0},
            new byte[] {1, 0},
            new byte[] {8, 8},
            new byte[] {0, 8});

    @TempDir
    private Path folder;

    /** What the archives that were kept hold, in the order of their names. */
    private final List<Map<String, String>> kept = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();

    @Test
    void archives_areUnpackedAsOthersUnpackThem_orRefusedByAnErrorOfOurs() throws IOException {
        Path archives = Files.createDirectory(folder.resolve("archives"));
        Files.createDirectory(folder.resolve("work"));
        Inputs samples = Inputs.oneOf(List.of(zip(0), zip(1), zip(4), new byte[22]));
        Inputs inputs = new Mutations(Inputs.eitherOf(samples, new ZipGrammar(), new ZipGrammar()), WORDS);
        AtomicInteger threads = new AtomicInteger();
        long accepted = new Fuzz("zip", inputs, AudModelException.class).run(EXECUTIONS, () -> {
            Path outer = folder.resolve("outer" + threads.incrementAndGet());
            AtomicInteger count = new AtomicInteger();
            return input -> {
                ArchiveReader reader = ArchiveReader.of(ArchiveBytes.of(List.of(input)), "fuzzed", LIMITS);
                if (count.incrementAndGet() % ONE_IN == 0) {
                    keep(input, unpack(reader, outer), archives);
                }
                for (ArchivedFile file : reader.files().toList()) {
                    read(reader, file);
                }
            };
        });
        assertThat(accepted).isBetween(EXECUTIONS / 1000, EXECUTIONS * 99 / 100);
        assertThat(kept).hasSizeGreaterThan(MOST_COMPARED / 10);
        requireSame("java.util.zip", OtherReader.jdk().readOrSkip("java.util.zip", archives), true);
        requireSame("python3", OtherReader.python("python3").readOrSkip("python3", archives), false);
    }

    private void keep(byte[] archive, Map<String, String> files, Path archives) throws IOException {
        lock.lock();
        try {
            if (kept.size() < MOST_COMPARED) {
                Files.write(archives.resolve("%06d.zip".formatted(kept.size())), archive);
                kept.add(files);
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireSame(String name, List<Optional<Map<String, String>>> theirs, boolean mayRefuse) {
        assertThat(theirs).hasSameSizeAs(kept);
        for (int i = 0; i < kept.size(); i++) {
            if (!mayRefuse || theirs.get(i).isPresent()) {
                assertThat(theirs.get(i)).as("%s, archive %d", name, i).contains(kept.get(i));
            }
        }
    }

    private static void read(ArchiveReader reader, ArchivedFile file) throws IOException {
        CRC32 crc = new CRC32();
        long size = 0;
        try (InputStream in = reader.open(file.name(), () -> {}).orElseThrow()) {
            byte[] block = new byte[4096];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                crc.update(block, 0, count);
                size += count;
            }
        }
        if (size != file.size() || (int) crc.getValue() != file.crc()) {
            throw new IllegalStateException(file + " was read as " + size + " bytes without a complaint");
        }
    }

    private static Map<String, String> unpack(ArchiveReader reader, Path outer) throws IOException {
        Path target = Files.createDirectories(outer.resolve("target"));
        try {
            reader.unpack(target, name -> true, (done, total) -> {});
            return OtherReader.tree(target);
        } finally {
            List<Path> beside;
            try (Stream<Path> all = Files.list(outer)) {
                beside = new ArrayList<>(all.toList());
            }
            try (Stream<Path> all = Files.walk(target)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            beside.remove(target);
            assertThat(beside).isEmpty();
        }
    }

    private static byte[] zip(int files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files; i++) {
                byte[] content = bytes("content of file " + "x".repeat(i * 40));
                ZipSample.add(zip, i == 3 ? "folder/ü file" : "file-" + i, content, i % 2 == 0);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
