package io.audmodel.archive.pack;

import io.audmodel.archive.ZipFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An entry that is being written, and the headers around its content (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.9 and
 * 4.3.12). Entries depend only on the names, bytes and execute bits of the files: times and other permissions are
 * fixed.
 *
 * @param file the source file
 * @param name the name in the archive
 * @param streamed whether checksum and sizes follow the content, since they are known only then
 * @param deflated whether it is deflated, not stored
 * @param crc CRC-32 of the content; 0 as long as it is not known
 * @param packed length of the content in the archive; 0 as long as it is not known
 * @param offset where its local header begins
 */
record ZipRecord(PackedFile file, byte[] name, boolean streamed, boolean deflated, int crc, long packed, long offset) {

    /** The most that can be before or after the content of an entry: a local header, its name, two 64-bit numbers. */
    static final int MOST = ZipFormat.LOCAL_LENGTH + ZipFormat.MAX_SHORT + 20;

    /** The fixed part of a description in the central directory, with the longest field for 64-bit numbers. */
    static final int CENTRAL = ZipFormat.CENTRAL_LENGTH + 28;

    /** From here on the deflated form of an entry, which can be longer than the file, may need 64 bits. */
    private static final long ZIP64_FROM = ZipFormat.SEE_ZIP64 - (1L << 23);

    private static final int SEE_ZIP64 = (int) ZipFormat.SEE_ZIP64;
    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;
    private static final short VERSION = 20;
    static final short VERSION_ZIP64 = 45;

    /** 1980-01-01, midnight: the earliest time of the format, which has no time zone. */
    private static final int TIME = 1 << 21 | 1 << 16;

    /** An entry whose content is known. */
    static ZipRecord whole(PackedFile file, byte[] name, boolean deflated, int crc, long packed) {
        return new ZipRecord(file, name, false, deflated, crc, packed, 0);
    }

    /** An entry whose content will follow. */
    static ZipRecord begun(PackedFile file, boolean deflated, long offset) {
        return new ZipRecord(file, nameOf(file), true, deflated, 0, 0, offset);
    }

    static byte[] nameOf(PackedFile file) {
        return file.name().getBytes(StandardCharsets.UTF_8);
    }

    ZipRecord ended(int finalCrc, long finalPacked) {
        return new ZipRecord(file, name, streamed, deflated, finalCrc, finalPacked, offset);
    }

    ZipRecord at(long finalOffset) {
        return new ZipRecord(file, name, streamed, deflated, crc, packed, finalOffset);
    }

    /** A buffer with the byte order of ZIP. */
    static ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes the local header. */
    void writeLocal(ByteBuffer out) {
        boolean wide = streamed && mayBeWide();
        int size = wide ? SEE_ZIP64 : streamed ? 0 : (int) file.size();
        out.putInt(ZipFormat.LOCAL_SIGNATURE).putShort(wide ? VERSION_ZIP64 : VERSION);
        writeKind(out);
        out.putInt(crc).putInt(wide ? SEE_ZIP64 : (int) packed).putInt(size);
        out.putShort((short) name.length).putShort((short) (wide ? 20 : 0)).put(name);
        if (wide) {
            out.putShort(ZipFormat.ZIP64_ID).putShort((short) 16).putLong(0).putLong(0);
        }
    }

    /** Writes the data descriptor of a streamed entry. */
    void writeDescriptor(ByteBuffer out) {
        out.putInt(ZipFormat.DESCRIPTOR_SIGNATURE).putInt(crc);
        if (mayBeWide()) {
            out.putLong(packed).putLong(file.size());
        } else {
            out.putInt((int) packed).putInt((int) file.size());
        }
    }

    /** Writes the entry of the central directory. */
    void writeCentral(ByteBuffer out) {
        long[] numbers = {file.size(), packed, offset};
        int wide = 0;
        for (long number : numbers) {
            wide += number >= ZipFormat.SEE_ZIP64 ? 1 : 0;
        }
        short version = wide > 0 || (streamed && mayBeWide()) ? VERSION_ZIP64 : VERSION;
        out.putInt(ZipFormat.CENTRAL_SIGNATURE)
                .putShort((short) (ZipFormat.UNIX << 8 | version))
                .putShort(version);
        writeKind(out);
        out.putInt(crc).putInt(narrow(packed)).putInt(narrow(file.size()));
        out.putShort((short) name.length).putShort((short) (wide > 0 ? 4 + wide * Long.BYTES : 0));
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        out.putInt((file.executable() ? EXECUTABLE : FILE) << 16)
                .putInt(narrow(offset))
                .put(name);
        if (wide > 0) {
            out.putShort(ZipFormat.ZIP64_ID).putShort((short) (wide * Long.BYTES));
            for (long number : numbers) {
                if (number >= ZipFormat.SEE_ZIP64) {
                    out.putLong(number);
                }
            }
        }
    }

    private void writeKind(ByteBuffer out) {
        out.putShort((short) (ZipFormat.UTF8 | (streamed ? ZipFormat.SIZES_FOLLOW : 0)))
                .putShort((short) (deflated ? ZipFormat.DEFLATED : ZipFormat.STORED))
                .putInt(TIME);
    }

    private boolean mayBeWide() {
        return file.size() >= (deflated ? ZIP64_FROM : ZipFormat.SEE_ZIP64);
    }

    /** The number itself, or the mark that refers to the field for 64-bit numbers. */
    static int narrow(long number) {
        return (int) Math.min(number, ZipFormat.SEE_ZIP64);
    }
}
