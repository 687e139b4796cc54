package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.audmodel.archive.Sandbox;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.inputs.ZipBuilder;
import io.audmodel.inputs.ZipEntryBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("reliability")
class HostileEntriesTest {

    private static final byte[] ZIP64_WITH_ONE_NUMBER = {1, 0, 8, 0, 7, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] ZIP64_NEGATIVE = {1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, -128};
    private static final byte[] ZIP64_TOO_LONG = {1, 0, 9, 0, 7, 0, 0, 0, 0, 0, 0, 0};
    private static final long SEE_ZIP64 = 0xFFFF_FFFFL;

    @TempDir
    Path folder;

    /** What the table of contents gives away. */
    static Stream<Arguments> openLies() {
        return Stream.of(
                lie("is a link", e -> e.mode = 0120777),
                lie("by its mode 20666 something else", e -> e.mode = 0020666),
                lie("by its mode 60660 something else", e -> e.mode = 0060660),
                lie("by its mode 10644 something else", e -> e.mode = 0010644),
                lie("by its mode 140755 something else", e -> e.mode = 0140755),
                lie("by its mode 40755 something else", e -> e.mode = 0040755),
                lie("is a folder by its name", e -> e.name = new byte[] {'d', '/'}),
                lie("is a folder with content", e -> {
                    e.name = new byte[] {'d', '/'};
                    e.mode = 0040755;
                }),
                lie("is encrypted", e -> e.flags |= 1),
                lie("is encrypted", e -> e.flags |= 1 << 6),
                lie("is encrypted", e -> e.flags |= 1 << 13),
                lie("is a patch", e -> e.flags |= 1 << 5),
                lie("method 12;", e -> e.method = 12),
                lie("method 93;", e -> e.method = 93),
                lie("method 65535;", e -> e.method = 65535),
                lie("is stored, but has 7 bytes", e -> e.size = 8),
                lie("is stored, but has 6 bytes", e -> e.packed = 6),
                lie("refers to 64-bit sizes", e -> e.size = SEE_ZIP64),
                lie("refers to 64-bit sizes", e -> {
                    e.size = e.packed = SEE_ZIP64;
                    e.extra = ZIP64_WITH_ONE_NUMBER;
                }),
                lie("beyond 2^63", e -> {
                    e.size = SEE_ZIP64;
                    e.extra = ZIP64_NEGATIVE;
                }),
                lie("longer than the room", e -> {
                    e.size = SEE_ZIP64;
                    e.extra = ZIP64_TOO_LONG;
                }),
                lie("overlaps", e -> e.packed = e.size = 1_000_000),
                lie("overlaps", e -> e.offset = 4_000_000_000L),
                lie("same place", e -> e.offset = 0L));
    }

    /** What only reading the entry gives away. */
    static Stream<Arguments> hiddenLies() {
        return Stream.of(
                lie("another name", e -> e.localName = new byte[] {'b', 'a', 't'}),
                lie("another name", e -> e.localName = new byte[] {'b', 'a', 'd', '/'}),
                lie("another compression", e -> e.localMethod = 8),
                lie("another size or checksum", e -> e.localCrc = 1),
                lie("overlaps with what follows", e -> {
                    e.localExtra = new byte[10];
                    e.data = new byte[0];
                }),
                lie("not where the central directory says", e -> {
                    e.localExtra = new byte[10];
                    e.offset = 36L;
                }),
                lie("has CRC-32 fec530a9, not the declared 7", e -> e.crc = 7),
                lie("has CRC-32", e -> e.data = "CONTENT".getBytes(StandardCharsets.UTF_8)),
                lie("has more than the declared 6", e -> {
                    e.deflate();
                    e.size = 6;
                }),
                lie("has 7 bytes, not the declared 8", e -> {
                    e.deflate();
                    e.size = 8;
                }),
                lie("in the middle of its deflated data", e -> {
                    e.deflate();
                    e.data = Arrays.copyOf(e.data, e.data.length - 2);
                    e.packed = e.data.length;
                }),
                lie("in the middle of its deflated data", e -> {
                    e.method = 8;
                    e.data = new byte[0];
                    e.packed = 0;
                }),
                lie("bytes after the end of its deflated data", e -> {
                    e.deflate();
                    e.data = Arrays.copyOf(e.data, e.data.length + 1);
                    e.packed = e.data.length;
                }),
                lie("cannot be inflated", e -> {
                    e.method = 8;
                    Arrays.fill(e.data, (byte) 7);
                }));
    }

    private static Arguments lie(String problem, Consumer<ZipEntryBuilder> lie) {
        return arguments(problem, lie);
    }

    @ParameterizedTest
    @MethodSource("openLies")
    void unpack_lieInCentralDirectory_isRefusedBeforeAnythingIsWritten(String problem, Consumer<ZipEntryBuilder> lie) {
        refuses(problem, lie);

        assertThat(Sandbox.tree(folder.resolve("around/target"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hiddenLies")
    void unpack_lieInEntry_isRefused(String problem, Consumer<ZipEntryBuilder> lie) {
        refuses(problem, lie);

        assertThat(Sandbox.tree(folder.resolve("around/target"))).doesNotContainKeys("bat", "later");
    }

    private void refuses(String problem, Consumer<ZipEntryBuilder> lie) {
        Sandbox sandbox = Sandbox.in(folder);
        var before = sandbox.surroundings();
        ZipBuilder archive =
                new ZipBuilder().entry("a", "good").entry("bad", "content", lie).entry("later", "good");

        assertThatThrownBy(() -> sandbox.unpack(archive.build()))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("the-archive")
                .hasMessageContaining(problem);

        assertThat(sandbox.surroundings()).isEqualTo(before);
    }
}
