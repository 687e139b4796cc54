package io.audmodel.archive.unpack;

import io.audmodel.archive.ZipFormat;
import io.audmodel.error.CorruptArchiveException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extra fields of an entry (APPNOTE.TXT 6.3.10, sections 4.5 and 4.6), as far as readers act on them. Fields that
 * readers treat differently give different files from the same bytes, and are refused: some readers ignore a field, or
 * take the second of two where others take the first.
 */
final class ExtraFields {

    private static final int HEAD = 4;

    /** The length with all numbers. The last one, the part of the archive, has 32 bits. */
    private static final int ZIP64_WHOLE = 28;

    private static final int UNICODE_PATH = 0x7075;

    /** A version and the CRC-32 of the other name. */
    private static final int UNICODE_PATH_HEAD = 5;

    private final @Nullable ByteBuffer zip64;

    private ExtraFields(@Nullable ByteBuffer zip64) {
        this.zip64 = zip64;
    }

    /**
     * Reads the fields of one header.
     *
     * @param stored the name as the header has it, with the slash of a folder
     * @throws CorruptArchiveException if readers could differ on what they mean
     */
    static ExtraFields read(ByteBuffer extra, String stored, ZipSource source) {
        ByteBuffer zip64 = null;
        // Fewer bytes than the head of a field are padding.
        for (int at = 0; at + HEAD <= extra.limit(); ) {
            int id = Short.toUnsignedInt(extra.getShort(at));
            int length = Short.toUnsignedInt(extra.getShort(at + 2));
            at += HEAD;
            if (length > extra.limit() - at) {
                throw source.corruptEntry(stored, "has an extra field longer than the room for it");
            }
            ByteBuffer content = extra.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
            if (id == ZipFormat.ZIP64_ID) {
                if (zip64 != null || length > ZIP64_WHOLE || length != ZIP64_WHOLE && length % Long.BYTES != 0) {
                    throw source.corruptEntry(stored, "has 64-bit sizes twice, or of an odd length");
                }
                zip64 = content;
            } else if (id == UNICODE_PATH && !pathOf(content).equals(stored)) {
                throw source.corruptEntry(stored, "has another name for readers that look for one in Unicode");
            }
            at += length;
        }
        return new ExtraFields(zip64);
    }

    private static String pathOf(ByteBuffer content) {
        int skipped = Math.min(UNICODE_PATH_HEAD, content.limit());
        return StandardCharsets.UTF_8.decode(content.position(skipped)).toString();
    }

    /**
     * The 64-bit numbers in the order of the format; empty if there are fewer.
     *
     * @param count how many of the numbers of the header refer to them
     */
    Optional<long[]> numbers(int count) {
        if (zip64 == null || zip64.limit() < count * Long.BYTES) {
            return Optional.empty();
        }
        long[] numbers = new long[count];
        zip64.asLongBuffer().get(0, numbers);
        return Optional.of(numbers);
    }
}
