package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.Material;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class EntropyCheckTest {

    private final EntropyCheck noise = new EntropyCheck();

    @ParameterizedTest
    @ValueSource(ints = {512, 1000, 4096, 16_384, 250_000})
    void is_randomBytes_isAlmostAlwaysFound(int size) {
        Random random = new Random(size);
        int found = 0;
        for (int i = 0; i < 50; i++) {
            found += noise.isNoise(content(random, size)) ? 1 : 0;
        }
        assertThat(found).as("of 50, seed %d", size).isGreaterThanOrEqualTo(48);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOISE")
    void is_anythingElse_isNot(Material material) {
        for (int size : new int[] {0, 1, 511, 512, 4096, 100_000}) {
            assertThat(noise.isNoise(ByteBuffer.wrap(material.make(new Random(size), size))))
                    .as("%d bytes", size)
                    .isFalse();
        }
    }

    @Test
    void is_bytesThatCountUp_isNot() {
        ByteBuffer counting = ByteBuffer.allocate(4096);
        while (counting.hasRemaining()) {
            counting.put((byte) counting.position());
        }

        assertThat(noise.isNoise(counting.flip())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 16_384, 250_000})
    void is_noiseThatRepeatsItself_isNot(int size) {
        ByteBuffer twice = content(new Random(size), size);
        twice.put(size / 2, twice.array(), 0, size / 2);

        assertThat(noise.isNoise(twice)).isFalse();
    }

    private static ByteBuffer content(Random random, int size) {
        return ByteBuffer.wrap(Material.NOISE.make(random, size));
    }
}
