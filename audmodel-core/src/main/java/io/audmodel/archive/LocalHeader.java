package io.audmodel.archive;

import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What stands before the content of an entry (APPNOTE.TXT 6.3.10, section 4.3.7). It repeats the central directory, and
 * must not contradict it: there are readers that believe the one, and readers that believe the other.
 */
final class LocalHeader {

    private static final int FIXED = 30;

    /** Of all of it: the fixed part, the name and the extra fields. */
    static final long LONGEST = FIXED + 2 * 0xFFFF;

    private static final int SIGNATURE = 0x04034b50;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int SEE_ZIP64 = 0xFFFF_FFFF;

    private LocalHeader() {}

    /**
     * Reads up to the content of an entry, and returns where that begins.
     *
     * @param stretch is at the local header
     * @param end where the room of the entry ends
     * @throws CorruptArchiveException if the header contradicts the directory, or the content does not fit
     */
    static long pass(ZipMember member, long end, Stretch stretch, ZipSource source) throws IOException {
        ByteBuffer fixed = stretch.take(FIXED);
        if (fixed.getInt(0) != SIGNATURE) {
            throw source.corruptEntry(member.name(), "is not where the central directory says");
        }
        int nameLength = Short.toUnsignedInt(fixed.getShort(26));
        byte[] name = stretch.take(nameLength).array();
        int flags = fixed.getShort(6);
        if (!Arrays.equals(name, member.storedName()) || member.utf8() != ((flags & MemberRules.UTF8) != 0)) {
            throw source.corruptEntry(member.name(), "has another name in its local header");
        }
        boolean deflated = fixed.getShort(8) == MemberRules.DEFLATED;
        if (deflated != member.deflated() || (flags & ENCRYPTED) != 0) {
            throw source.corruptEntry(member.name(), "has another compression or encryption in its local header");
        }
        if ((flags & SIZES_FOLLOW) == 0
                && (fixed.getInt(14) != member.crc()
                        || contradicts(fixed.getInt(18), member.packed())
                        || contradicts(fixed.getInt(22), member.size()))) {
            throw source.corruptEntry(member.name(), "has another size or checksum in its local header");
        }
        long content = member.offset() + FIXED + nameLength + Short.toUnsignedInt(fixed.getShort(28));
        if (content > end - member.packed()) {
            throw source.corruptEntry(member.name(), "overlaps with what follows");
        }
        stretch.skipTo(content);
        return content;
    }

    private static boolean contradicts(int local, long declared) {
        return local != SEE_ZIP64 && Integer.toUnsignedLong(local) != declared;
    }
}
