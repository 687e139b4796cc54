package io.audmodel.archive.unpack;

import io.audmodel.archive.ZipFormat;
import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the end of an archive says about its central directory. Nothing may follow the end, and nothing may stand
 * between it and the directory, so that all readers agree on what the archive holds (APPNOTE.TXT 6.3.10, sections
 * 4.3.14 to 4.3.16).
 *
 * @param entries the number of entries
 * @param offset the beginning of the directory
 * @param length the length of the directory in bytes
 */
record ZipTail(long entries, long offset, long length) {

    private static final int MOST_SHOWN = 24;

    /** @throws CorruptArchiveException if the end is missing, or contradicts itself */
    static ZipTail find(ZipSource source) throws IOException {
        int length = (int) Math.min(source.size(), ZipFormat.END_LENGTH + ZipFormat.MAX_SHORT);
        ByteBuffer last = source.read(source.size() - length, length);
        int at = lastEnd(last);
        if (at >= 0
                && at <= length - ZipFormat.END_LENGTH
                && at + ZipFormat.END_LENGTH + Short.toUnsignedInt(last.getShort(at + 20)) == length) {
            return read(source, last.slice(at, ZipFormat.END_LENGTH).order(last.order()), source.size() - length + at);
        }
        throw source.corrupt("its end is missing, so it is cut off, has something after its end, or is no ZIP file;"
                + " it has " + source.size() + " bytes and begins with '" + beginning(source) + "'");
    }

    /**
     * The position of the last signature of an end; negative if there is none. Readers that search backwards stop
     * there: for them an archive with another end in its comment is another archive.
     */
    private static int lastEnd(ByteBuffer last) {
        int withoutComment = last.limit() - ZipFormat.END_LENGTH;
        if (withoutComment < 0
                || last.getInt(withoutComment) == ZipFormat.END_SIGNATURE && last.getShort(withoutComment + 20) == 0) {
            return withoutComment;
        }
        int at = last.limit() - Integer.BYTES;
        while (at >= 0 && last.getInt(at) != ZipFormat.END_SIGNATURE) {
            at--;
        }
        return at;
    }

    private static ZipTail read(ZipSource source, ByteBuffer end, long position) throws IOException {
        if (end.getInt(4) != 0 || end.getShort(8) != end.getShort(10)) {
            throw source.corrupt("it is one of several parts");
        }
        int entries = Short.toUnsignedInt(end.getShort(10));
        long length = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        ZipTail tail = new ZipTail(entries, offset, length);
        long locator = position - ZipFormat.LOCATOR_LENGTH;
        if (locator >= 0 && source.read(locator, 4).getInt(0) == ZipFormat.LOCATOR_SIGNATURE) {
            return tail.in64Bits(source, locator);
        }
        return tail.endingAt(position, source);
    }

    private ZipTail in64Bits(ZipSource source, long locator) throws IOException {
        ByteBuffer pointer = source.read(locator, ZipFormat.LOCATOR_LENGTH);
        long position = pointer.getLong(8);
        if (position < 0 || position != locator - ZipFormat.END64_LENGTH) {
            // Python looks for it only there.
            throw source.corrupt("its Zip64 end is said to be at " + position
                    + ", and has to be directly before what points to it, without data of its own");
        }
        ByteBuffer end = source.read(position, ZipFormat.END64_LENGTH);
        if (pointer.getInt(4) != 0 || pointer.getInt(16) >>> 1 != 0 || end.getInt(16) != 0 || end.getInt(20) != 0) {
            throw source.corrupt("it is one of several parts");
        }
        if (end.getInt(0) != ZipFormat.END64_SIGNATURE
                || end.getLong(4) != ZipFormat.END64_REMAINDER
                || end.getLong(24) != end.getLong(32)) {
            throw source.corrupt("its Zip64 end contradicts itself");
        }
        ZipTail tail = new ZipTail(end.getLong(32), end.getLong(48), end.getLong(40));
        if (contradicts(entries, 0xFFFF, tail.entries)
                || contradicts(length, 0xFFFF_FFFFL, tail.length)
                || contradicts(offset, 0xFFFF_FFFFL, tail.offset)) {
            throw source.corrupt("its end and its Zip64 end contradict each other");
        }
        return tail.endingAt(position, source);
    }

    private static boolean contradicts(long value, long seeZip64, long value64) {
        return value != seeZip64 && value != value64;
    }

    private ZipTail endingAt(long end, ZipSource source) {
        if (entries < 0 || length < 0 || offset < 0 || offset > end || offset + length != end) {
            throw source.corrupt("its central directory is said to have " + Long.toUnsignedString(length) + " bytes at "
                    + Long.toUnsignedString(offset) + ", but ends at " + end);
        }
        return this;
    }

    /** Shows the beginning, which reveals a web page that a proxy sent in place of an archive. */
    private static String beginning(ZipSource source) throws IOException {
        int length = (int) Math.min(source.size(), MOST_SHOWN);
        byte[] first = source.read(0, length).array();
        return new String(first, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    }
}
