package io.audmodel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrcTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void join_ofPieces_isTheSumOfAll(int seed) {
        Random random = new Random(seed);
        byte[] all = new byte[random.nextInt(100_000)];
        random.nextBytes(all);

        int joined = 0;
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + random.nextInt(3) * random.nextInt(10_000));
            joined = Crc.join(joined, sum(Arrays.copyOfRange(all, from, to)), to - from);
            from = to;
        }

        assertThat(joined).as("seed %d", seed).isEqualTo(sum(all));
    }

    @Test
    void join_withMoreThanFourGigabytes_isTheSumOfAll() {
        // The sum of 2 to the power of 33 zero bytes, doubled from that of one.
        int zeros = sum(new byte[1]);
        for (int power = 0; power < 33; power++) {
            zeros = Crc.join(zeros, zeros, 1L << power);
        }

        assertThat(Crc.join(sum(new byte[] {1, 2, 3}), zeros, 1L << 33)).isEqualTo(0x530DA87F);
    }

    private static int sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
