package io.audmodel.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes archives byte by byte, and lies wherever a test wants it to. */
final class ZipBuilder {

    private final List<Entry> entries = new ArrayList<>();
    Integer declaredEntries;
    Long declaredOffset;
    Long declaredLength;
    byte[] comment = {};
    byte[] after = {};
    boolean zip64;

    /** An honest, stored entry. */
    ZipBuilder entry(String name, String content) {
        return entry(name, content, e -> {});
    }

    /** An entry that begins honest and stored, and is then changed. */
    ZipBuilder entry(String name, String content, Consumer<Entry> lie) {
        Entry entry = new Entry(name.getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
        lie.accept(entry);
        entries.add(entry);
        return this;
    }

    ZipBuilder with(Consumer<ZipBuilder> lie) {
        lie.accept(this);
        return this;
    }

    byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            entry.offset = entry.offset == null ? Long.valueOf(out.size()) : entry.offset;
            out.writeBytes(entry.local());
        }
        long offset = out.size();
        entries.forEach(entry -> out.writeBytes(entry.central()));
        long length = out.size() - offset;
        out.writeBytes(tail(offset, length, out.size()));
        out.writeBytes(after);
        return out.toByteArray();
    }

    private byte[] tail(long realOffset, long realLength, long position) {
        long offset = declaredOffset == null ? realOffset : declaredOffset;
        long length = declaredLength == null ? realLength : declaredLength;
        int count = declaredEntries == null ? entries.size() : declaredEntries;
        ByteBuffer tail = buffer(56 + 20 + 22 + comment.length);
        if (zip64) {
            tail.putInt(0x06064b50)
                    .putLong(44)
                    .putShort((short) 45)
                    .putShort((short) 45)
                    .putInt(0)
                    .putInt(0);
            tail.putLong(count).putLong(count).putLong(length).putLong(offset);
            tail.putInt(0x07064b50).putInt(0).putLong(position).putInt(1);
        }
        tail.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        tail.putShort(zip64 ? -1 : (short) count).putShort(zip64 ? -1 : (short) count);
        tail.putInt(zip64 ? -1 : (int) length).putInt(zip64 ? -1 : (int) offset);
        tail.putShort((short) comment.length).put(comment);
        return taken(tail);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] taken(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    /** What the two headers of an entry say, and the bytes between them. */
    static final class Entry {
        byte[] name;
        byte[] localName;
        int flags = 1 << 11;
        int method;
        Integer localMethod;
        int mode;
        int crc;
        Integer localCrc;
        long size;
        long packed;
        byte[] data;
        byte[] extra = {};
        byte[] localExtra = {};
        Long offset;

        private Entry(byte[] name, byte[] content) {
            this.name = name;
            this.mode = name.length > 0 && name[name.length - 1] == '/' ? 0040755 : 0100644;
            this.data = content;
            this.size = content.length;
            this.packed = content.length;
            CRC32 checksum = new CRC32();
            checksum.update(content);
            this.crc = (int) checksum.getValue();
        }

        void deflate() {
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

        private byte[] local() {
            byte[] shown = localName == null ? name : localName;
            int shownMethod = localMethod == null ? method : localMethod;
            ByteBuffer header = buffer(30 + shown.length + localExtra.length + data.length);
            header.putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) flags)
                    .putShort((short) shownMethod);
            header.putInt(0x00210000)
                    .putInt(localCrc == null ? crc : localCrc)
                    .putInt((int) packed)
                    .putInt((int) size);
            header.putShort((short) shown.length).putShort((short) localExtra.length);
            return taken(header.put(shown).put(localExtra).put(data));
        }

        private byte[] central() {
            ByteBuffer header = buffer(46 + name.length + extra.length);
            header.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
            header.putShort((short) flags)
                    .putShort((short) method)
                    .putInt(0x00210000)
                    .putInt(crc);
            header.putInt((int) packed).putInt((int) size).putShort((short) name.length);
            header.putShort((short) extra.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0);
            header.putInt(mode << 16).putInt(offset.intValue());
            return taken(header.put(name).put(extra));
        }
    }
}
