package io.audmodel.inputs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes archives byte by byte, and lies wherever a test wants it to. */
public final class ZipBuilder {

    private final List<ZipEntryBuilder> entries = new ArrayList<>();
    public @Nullable Integer declaredEntries;
    public @Nullable Long declaredOffset;
    public @Nullable Long declaredLength;

    /** The number of the part that this file is said to be, and of the one in which the directory begins. */
    public int disk;

    public int directoryDisk;

    /** How many of the entries are said to be in this part. */
    public @Nullable Integer entriesHere;

    /** What stands before the first entry, between entries and directory, between directory and end, and at the end. */
    public byte[] before = {};

    public byte[] between = {};
    public byte[] beforeEnd = {};
    public byte[] comment = {};
    public byte[] after = {};

    public boolean zip64;

    /** Where the Zip64 end is said to be, and how long. */
    public @Nullable Long zip64Position;

    public long zip64Length = 44;

    /** What stands in the Zip64 end behind its fixed part, and how many parts there are said to be. */
    public byte[] zip64Data = {};

    public int disks = 1;

    /** An honest, stored entry. */
    public ZipBuilder entry(String name, String content) {
        return entry(name, content, e -> {});
    }

    /** An entry that begins honest and stored, and is then changed. */
    public ZipBuilder entry(String name, String content, Consumer<ZipEntryBuilder> lie) {
        ZipEntryBuilder entry =
                new ZipEntryBuilder(name.getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
        lie.accept(entry);
        entries.add(entry);
        return this;
    }

    public ZipBuilder with(Consumer<ZipBuilder> lie) {
        lie.accept(this);
        return this;
    }

    public byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        for (ZipEntryBuilder entry : entries) {
            entry.offset = entry.offset == null ? Long.valueOf(out.size()) : entry.offset;
            out.writeBytes(entry.local());
        }
        out.writeBytes(between);
        long offset = out.size();
        entries.forEach(entry -> out.writeBytes(entry.central()));
        long length = out.size() - offset;
        out.writeBytes(beforeEnd);
        out.writeBytes(tail(offset, length, out.size()));
        out.writeBytes(after);
        return out.toByteArray();
    }

    private byte[] tail(long realOffset, long realLength, long position) {
        long offset = declaredOffset == null ? realOffset : declaredOffset;
        long length = declaredLength == null ? realLength : declaredLength;
        int count = declaredEntries == null ? entries.size() : declaredEntries;
        int here = entriesHere == null ? count : entriesHere;
        ByteBuffer tail = buffer(56 + zip64Data.length + 20 + 22 + comment.length);
        if (zip64) {
            tail.putInt(0x06064b50)
                    .putLong(zip64Length)
                    .putShort((short) 45)
                    .putShort((short) 45)
                    .putInt(disk)
                    .putInt(directoryDisk);
            tail.putLong(here).putLong(count).putLong(length).putLong(offset).put(zip64Data);
            tail.putInt(0x07064b50)
                    .putInt(0)
                    .putLong(zip64Position == null ? position : zip64Position)
                    .putInt(disks);
        }
        tail.putInt(0x06054b50).putShort((short) disk).putShort((short) directoryDisk);
        tail.putShort(zip64 ? -1 : (short) here).putShort(zip64 ? -1 : (short) count);
        tail.putInt(zip64 ? -1 : (int) length).putInt(zip64 ? -1 : (int) offset);
        tail.putShort((short) comment.length).put(comment);
        return taken(tail);
    }

    static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] taken(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
