package io.audmodel.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** What the first bytes of a stream are the beginning of. */
enum Magic {
    ZIP,
    SEVEN_Z,
    GZIP,
    ZSTD,
    XZ,
    TAR,
    OTHER;

    /** A header of tar, which has no mark in old archives, and a checksum in all. */
    static final int LONGEST = 512;

    private static final int SHOWN = 8;

    private static final int[][] MARKS_OF_ZIP = {{'P', 'K', 3, 4}, {'P', 'K', 5, 6}, {'P', 'K', 7, 8}};
    private static final int[] MARK_OF_SEVEN_Z = {'7', 'z', 0xbc, 0xaf, 0x27, 0x1c};
    private static final int[] MARK_OF_GZIP = {0x1f, 0x8b};
    private static final int[] MARK_OF_ZSTD = {0x28, 0xb5, 0x2f, 0xfd};
    private static final int[] MARK_OF_XZ = {0xfd, '7', 'z', 'X', 'Z', 0};

    /** Looks at the bytes that come next, and leaves them in the stream. */
    static byte[] peek(BufferedInputStream stream) throws IOException {
        stream.mark(LONGEST);
        byte[] first = stream.readNBytes(LONGEST);
        stream.reset();
        return first;
    }

    static Magic of(byte[] first) {
        for (int[] mark : MARKS_OF_ZIP) {
            if (begins(first, mark)) {
                return ZIP;
            }
        }
        if (begins(first, MARK_OF_SEVEN_Z)) {
            return SEVEN_Z;
        }
        if (begins(first, MARK_OF_GZIP)) {
            return GZIP;
        }
        if (begins(first, MARK_OF_XZ)) {
            return XZ;
        }
        if (begins(first, MARK_OF_ZSTD) || isSkippableFrame(first)) {
            return ZSTD;
        }
        return first.length == LONGEST && (TarUtils.verifyCheckSum(first) || isEndOfTar(first)) ? TAR : OTHER;
    }

    /** The first bytes in hexadecimal, for messages. */
    static String shown(byte[] first) {
        int count = Math.min(SHOWN, first.length);
        return count == 0 ? "nothing" : HexFormat.ofDelimiter(" ").formatHex(first, 0, count);
    }

    /** An archive without an entry is its end alone. */
    private static boolean isEndOfTar(byte[] first) {
        for (byte b : first) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Zstandard's own frames for other data, which parallel compressors write first. */
    private static boolean isSkippableFrame(byte[] first) {
        return first.length >= 4
                && (first[0] & 0xf0) == 0x50
                && first[1] == 0x2a
                && first[2] == 0x4d
                && first[3] == 0x18;
    }

    private static boolean begins(byte[] first, int[] mark) {
        if (first.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (Byte.toUnsignedInt(first[i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
