package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.audmodel.archive.RandomFolder;
import io.audmodel.archive.Sandbox;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.inputs.ZipBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("reliability")
class HostileTailTest {

    @TempDir
    Path folder;

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("longer than its 1 entries", z -> z.declaredEntries = 1),
                lie("too few for 3 entries", z -> z.declaredEntries = 3),
                lie("longer than its 0 entries", z -> z.declaredEntries = 0),
                lie("but ends at", z -> z.declaredOffset = 0L),
                lie("but ends at", z -> z.declaredOffset = 0xFFFF_FFFFL),
                lie("but ends at", z -> z.declaredLength = 0L),
                lie("something after its end", z -> z.after = new byte[1]),
                lie("something after its end", z -> z.after = new byte[100_000]),
                lie("but ends at", z -> {
                    z.zip64 = true;
                    z.declaredOffset = Long.MIN_VALUE;
                }),
                lie("but ends at", z -> {
                    z.zip64 = true;
                    z.declaredLength = -1L;
                }),
                lie("too few for 1000 entries", z -> {
                    z.zip64 = true;
                    z.declaredEntries = 1000;
                }));
    }

    private static Arguments lie(String problem, Consumer<ZipBuilder> lie) {
        return arguments(problem, lie);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void unpack_lyingTail_isRefused(String problem, Consumer<ZipBuilder> lie) {
        refuses(honest().with(lie).build(), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<!DOCTYPE html><html>504 Gateway Time-out</html>", "PK", "PK\u0003\u0004"})
    void unpack_noZip_isRefusedAndShowsItsBeginning(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String beginning = content.replaceAll("[^ -~]", ".");

        refuses(bytes, "begins with '" + beginning.substring(0, Math.min(24, beginning.length())) + "'");
    }

    @Test
    void unpack_truncatedAnywhere_isRefused() {
        byte[] whole = honest().build();
        for (int length = 0; length < whole.length; length++) {
            refuses(Arrays.copyOf(whole, length), "the-archive");
        }
    }

    @Test
    void unpack_anyByteChanged_isRefusedOrHarmless() throws Exception {
        long seed = 20261123;
        Random random = new Random(seed);
        Path origin = RandomFolder.make(folder.resolve("origin"), random, 300);
        byte[] whole = Sandbox.packed(origin);
        for (int i = 0; i < 150; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Sandbox sandbox = Sandbox.in(folder.resolve("run" + i));
            var before = sandbox.surroundings();
            try {
                sandbox.unpack(changed);
                assertThat(files(sandbox.target()))
                        .as("seed %d, bit flipped at %d", seed, at)
                        .isEqualTo(files(origin));
            } catch (CorruptContentException e) {
                assertThat(e).hasMessageContaining("the-archive");
            }
            assertThat(sandbox.surroundings())
                    .as("seed %d, bit flipped at %d", seed, at)
                    .isEqualTo(before);
        }
    }

    @Test
    void unpack_archiveBehindSomethingElse_isRefused() {
        byte[] script = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
        byte[] whole = honest().build();
        byte[] both = Arrays.copyOf(script, script.length + whole.length);
        System.arraycopy(whole, 0, both, script.length, whole.length);

        refuses(both, "but ends at");
    }

    @Test
    void unpack_commentAtTheEnd_isAllowed() {
        Sandbox sandbox = Sandbox.in(folder);

        sandbox.unpack(
                honest().with(z -> z.comment = "a comment, and PK\u0005 is no end".getBytes(StandardCharsets.UTF_8))
                        .build());

        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PK\u0005\u0006",
                "PK\u0005\u0006 is no end",
                "an end of 22 bytes: PK\u0005\u0006 and so on, and so on."
            })
    void unpack_endWithinTheComment_isRefused(String comment) {
        refuses(
                honest().with(z -> z.comment = comment.getBytes(StandardCharsets.UTF_8))
                        .build(),
                "something after its end");
    }

    @Test
    void unpack_zip64EndWithoutNeed_isAllowed() {
        Sandbox sandbox = Sandbox.in(folder);

        sandbox.unpack(honest().with(z -> z.zip64 = true).build());

        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("a", "b");
    }

    @Test
    void unpack_noFiles_isRefused() {
        refuses(new ZipBuilder().build(), "holds no file");
    }

    /** A flipped bit may make a file executable; names and bytes are as they were. */
    private static Map<String, String> files(Path folder) {
        Map<String, String> files = Sandbox.tree(folder);
        files.values().removeIf("folder"::equals);
        files.replaceAll((name, content) -> content.replace("executable ", ""));
        return files;
    }

    private static ZipBuilder honest() {
        return new ZipBuilder().entry("a", "first").entry("b", "second");
    }

    private void refuses(byte[] archive, String problem) {
        Sandbox sandbox = Sandbox.in(folder);

        assertThatThrownBy(() -> sandbox.unpack(archive))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining(problem);

        assertThat(Sandbox.tree(sandbox.target())).isEmpty();
    }
}
