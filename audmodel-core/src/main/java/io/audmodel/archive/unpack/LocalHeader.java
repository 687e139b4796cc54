package io.audmodel.archive.unpack;

import io.audmodel.archive.ZipFormat;
import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The header before the content of an entry (APPNOTE.TXT 6.3.10, section 4.3.7). It repeats the central directory, and
 * must not contradict it, since some readers use the one and some the other.
 */
final class LocalHeader {

    /** The longest header: the fixed part, the name and the extra fields. */
    static final long LONGEST = ZipFormat.LOCAL_LENGTH + 2 * ZipFormat.MAX_SHORT;

    private LocalHeader() {}

    /**
     * Reads up to the content of an entry, and returns where that begins.
     *
     * @param range starts at the local header; afterwards it is at the content
     * @param end the end of the entry's room
     * @throws CorruptArchiveException if the header contradicts the directory, or the content does not fit
     */
    static long pass(ZipMember member, long end, RangeReader range, ZipSource source) throws IOException {
        ByteBuffer fixed = range.take(ZipFormat.LOCAL_LENGTH);
        if (fixed.getInt(0) != ZipFormat.LOCAL_SIGNATURE) {
            throw source.corruptEntry(member.name(), "is not where the central directory says");
        }
        int nameLength = Short.toUnsignedInt(fixed.getShort(26));
        byte[] name = range.take(nameLength).array();
        int flags = fixed.getShort(6);
        if (!Arrays.equals(name, member.storedName()) || member.utf8() != ((flags & ZipFormat.UTF8) != 0)) {
            throw source.corruptEntry(member.name(), "has another name in its local header");
        }
        requirePlain(member, flags, Short.toUnsignedInt(fixed.getShort(8)), source);
        ByteBuffer extra = range.take(Short.toUnsignedInt(fixed.getShort(28)));
        requireNumbers(member, fixed, ExtraFields.read(extra, member.stored(), source), source);
        long content = member.offset() + ZipFormat.LOCAL_LENGTH + nameLength + extra.limit();
        if (content > end - member.packed()) {
            throw source.corruptEntry(member.name(), "overlaps with what follows");
        }
        return content;
    }

    private static void requirePlain(ZipMember member, int flags, int method, ZipSource source) {
        int declared = member.deflated() ? ZipFormat.DEFLATED : ZipFormat.STORED;
        if (method != declared || (flags & MemberRules.UNREADABLE) != 0) {
            throw source.corruptEntry(member.name(), "has another compression or encryption in its local header");
        }
    }

    private static void requireNumbers(ZipMember member, ByteBuffer fixed, ExtraFields extra, ZipSource source) {
        boolean follow = (fixed.getShort(6) & ZipFormat.SIZES_FOLLOW) != 0;
        long packed = Integer.toUnsignedLong(fixed.getInt(18));
        long size = Integer.toUnsignedLong(fixed.getInt(22));
        if (packed == ZipFormat.SEE_ZIP64 || size == ZipFormat.SEE_ZIP64) {
            // The format requires both, even if one fits (section 4.5.3).
            long[] wide = extra.numbers(2).orElseThrow(() -> otherNumbers(member, source));
            size = wide[0];
            packed = wide[1];
        }
        if (contradicts(fixed.getInt(14), member.crc(), follow)
                || contradicts(packed, member.packed(), follow)
                || contradicts(size, member.size(), follow)) {
            throw otherNumbers(member, source);
        }
    }

    private static RuntimeException otherNumbers(ZipMember member, ZipSource source) {
        return source.corruptEntry(member.name(), "has another size or checksum in its local header");
    }

    private static boolean contradicts(long local, long declared, boolean follows) {
        return local != declared && !(follows && local == 0);
    }
}
