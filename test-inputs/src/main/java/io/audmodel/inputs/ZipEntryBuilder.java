package io.audmodel.inputs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** What the two headers of an entry say, and the bytes between them; begins honest. */
public final class ZipEntryBuilder {

    public byte[] name;
    public byte @Nullable [] localName;

    /** The system that made the entry (3 is Unix), and the version of the format that is needed to read it. */
    public int host = 3;

    public int version = 20;
    public int flags = 1 << 11;
    public @Nullable Integer localFlags;
    public int method;
    public @Nullable Integer localMethod;
    public int mode;
    public int crc;
    public @Nullable Integer localCrc;
    public long size;
    public @Nullable Long localSize;
    public long packed;
    public @Nullable Long localPacked;
    public byte[] data;

    /** What follows the data. */
    public byte[] descriptor = {};

    public byte[] extra = {};
    public byte[] localExtra = {};
    public byte[] comment = {};
    public int disk;
    public @Nullable Long offset;

    ZipEntryBuilder(byte[] name, byte[] content) {
        this.name = name;
        this.mode = name.length > 0 && name[name.length - 1] == '/' ? 0040755 : 0100644;
        this.data = content;
        this.size = content.length;
        this.packed = content.length;
        this.crc = crc(content);
    }

    static int crc(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return (int) checksum.getValue();
    }

    public void deflate() {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        data = out.toByteArray();
        packed = data.length;
        method = 8;
    }

    /** Puts checksum and sizes behind the data, as a program does that cannot go back. */
    public void describeAfterwards() {
        flags |= 1 << 3;
        localCrc = 0;
        localSize = 0L;
        localPacked = 0L;
        descriptor = ZipBuilder.taken(ZipBuilder.buffer(16)
                .putInt(0x08074b50)
                .putInt(crc)
                .putInt((int) packed)
                .putInt((int) size));
    }

    /** Puts numbers of 64 bits in an extra field; those of 32 bits that they stand for are to be -1. */
    public void zip64(long... numbers) {
        ByteBuffer field = ZipBuilder.buffer(4 + numbers.length * Long.BYTES);
        field.putShort((short) 1).putShort((short) (numbers.length * Long.BYTES));
        for (long number : numbers) {
            field.putLong(number);
        }
        extra = joined(extra, ZipBuilder.taken(field));
    }

    /** Adds to the extra fields of the directory, and of the local header. */
    public void field(int id, byte[] content) {
        byte[] field = ZipBuilder.taken(ZipBuilder.buffer(4 + content.length)
                .putShort((short) id)
                .putShort((short) content.length)
                .put(content));
        extra = joined(extra, field);
        localExtra = joined(localExtra, field);
    }

    /** Gives the name a second time, in UTF-8, for the first name whose bytes are these (APPNOTE.TXT 4.6.9). */
    public void unicodePath(String path, byte[] of) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        field(
                0x7075,
                ZipBuilder.taken(ZipBuilder.buffer(5 + bytes.length)
                        .put((byte) 1)
                        .putInt(crc(of))
                        .put(bytes)));
    }

    static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    byte[] local() {
        byte[] shown = localName == null ? name : localName;
        ByteBuffer header = ZipBuilder.buffer(30 + shown.length + localExtra.length + data.length + descriptor.length);
        header.putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) (localFlags == null ? flags : localFlags))
                .putShort((short) (localMethod == null ? method : localMethod));
        header.putInt(0x00210000)
                .putInt(localCrc == null ? crc : localCrc)
                .putInt((int) (localPacked == null ? packed : (long) localPacked))
                .putInt((int) (localSize == null ? size : (long) localSize));
        header.putShort((short) shown.length).putShort((short) localExtra.length);
        return ZipBuilder.taken(header.put(shown).put(localExtra).put(data).put(descriptor));
    }

    byte[] central() {
        ByteBuffer header = ZipBuilder.buffer(46 + name.length + extra.length + comment.length);
        header.putInt(0x02014b50).putShort((short) (host << 8 | 20)).putShort((short) version);
        header.putShort((short) flags)
                .putShort((short) method)
                .putInt(0x00210000)
                .putInt(crc);
        header.putInt((int) packed).putInt((int) size).putShort((short) name.length);
        header.putShort((short) extra.length)
                .putShort((short) comment.length)
                .putShort((short) disk)
                .putShort((short) 0);
        header.putInt(mode << 16).putInt(offset == null ? 0 : offset.intValue());
        return ZipBuilder.taken(header.put(name).put(extra).put(comment));
    }
}
