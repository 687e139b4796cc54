package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.Checksum;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartChecksumsTest {

    @ParameterizedTest
    @CsvSource({"1000, 100", "1001, 100", "99, 100", "100, 100", "1000, 7"})
    void of_contentInPiecesOfAnySize_hasTheMd5OfEachPart(int length, int part) {
        byte[] bytes = new byte[length];
        Random random = new Random(length + part);
        random.nextBytes(bytes);
        PartChecksums checksums = new PartChecksums(part);
        checksums.update(bytes[0]);
        for (int at = 1; at < length; ) {
            int count = Math.min(length - at, 1 + random.nextInt(250));
            checksums.update(bytes, at, count);
            at += count;
        }
        checksums.digest();

        for (int i = 0; i * part < length; i++) {
            byte[] expected = Arrays.copyOfRange(bytes, i * part, Math.min(length, (i + 1) * part));
            assertThat(checksums.of(i, part)).contains(Checksum.md5(expected));
        }
        assertThat(checksums.of(0, part + 1)).isEmpty();
    }
}
