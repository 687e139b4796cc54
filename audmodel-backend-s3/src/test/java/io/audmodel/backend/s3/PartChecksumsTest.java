package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.s3.PartChecksums.Kind;
import io.audmodel.model.Checksum;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartChecksumsTest {

    @ParameterizedTest
    @CsvSource({"1000, 100", "1001, 100", "99, 100", "100, 100", "1000, 7"})
    void of_contentInPiecesOfAnySize_hasTheChecksumsOfEachPart(int length, int part) {
        byte[] bytes = new byte[length];
        Random random = new Random(length + part);
        random.nextBytes(bytes);
        PartChecksums checksums = new PartChecksums(part, EnumSet.allOf(Kind.class));
        checksums.update(bytes[0]);
        for (int at = 1; at < length; ) {
            int count = Math.min(length - at, 1 + random.nextInt(250));
            checksums.update(bytes, at, count);
            at += count;
        }
        checksums.digest();

        for (int i = 0; i * part < length; i++) {
            byte[] expected = Arrays.copyOfRange(bytes, i * part, Math.min(length, (i + 1) * part));
            CRC32 crc = new CRC32();
            crc.update(expected);
            byte[] crcBytes = ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .array();
            assertThat(checksums.of(i, part).orElseThrow())
                    .containsOnly(
                            Map.entry(Kind.MD5, base64(Checksum.newDigest().digest(expected))),
                            Map.entry(Kind.SHA256, base64(Checksum.newSha256().digest(expected))),
                            Map.entry(Kind.CRC32, base64(crcBytes)));
        }
        assertThat(checksums.of(0, part + 1)).isEmpty();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
