package io.audmodel.archive.pack;

import io.audmodel.archive.ZipFormat;
import io.audmodel.model.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Files that fit into one piece, each whole, with its header before it. */
final class SmallFiles implements Piece {

    /** Bounds the memory for tiny files, which the number of bytes does not. */
    private static final int MOST_FILES = 2048;

    private final List<PackedFile> files = new ArrayList<>();
    private final List<ZipRecord> records = new ArrayList<>();
    private int room = ROOM;
    private long length;

    /** Adds the file if there is room for it. There always is for the first. */
    boolean add(PackedFile file) {
        int needed = ZipFormat.LOCAL_LENGTH + ZipRecord.nameOf(file).length + (int) file.size();
        if (needed > room || files.size() == MOST_FILES) {
            return false;
        }
        files.add(file);
        room -= needed;
        length += file.size();
        return true;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    @Override
    public void make(ThreadBuffers scratch, ByteBuffer out) {
        out.order(ByteOrder.LITTLE_ENDIAN);
        for (PackedFile file : files) {
            ByteBuffer content = scratch.input();
            try (SourceFile source = SourceFile.open(file)) {
                source.read(content.limit((int) file.size()), 0);
                source.requireUnchanged();
            }
            pack(file, content.flip(), scratch, out);
        }
    }

    private void pack(PackedFile file, ByteBuffer content, ThreadBuffers scratch, ByteBuffer out) {
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        int start = out.position();
        byte[] name = ZipRecord.nameOf(file);
        int body = start + ZipFormat.LOCAL_LENGTH + name.length;
        boolean deflated = deflate(content.duplicate(), scratch, out.position(body));
        if (!deflated) {
            out.position(body).put(content);
        }
        int end = out.position();
        ZipRecord record = ZipRecord.whole(file, name, deflated, (int) crc.getValue(), end - body);
        record.writeLocal(out.position(start));
        out.position(end);
        records.add(record.at(start));
    }

    /** Deflates the content if the policy allows it and it becomes smaller. */
    private static boolean deflate(ByteBuffer content, ThreadBuffers scratch, ByteBuffer out) {
        int size = content.remaining();
        Compression.Kind kind = scratch.compression().kind();
        if (size == 0 || kind == Compression.Kind.STORED) {
            return false;
        }
        if (kind == Compression.Kind.DEFLATED) {
            return scratch.deflater().whole(content, out, size - 1);
        }
        Sampler.Reader samples = (sample, at) -> {
            int length = sample.remaining();
            sample.put(content.duplicate().position((int) at).limit((int) at + length));
        };
        boolean pays = size < Sampler.SMALLEST
                ? !scratch.entropy().isNoise(content)
                : scratch.sampler().pays(samples, size);
        return pays && scratch.deflater().whole(content, out, Sampler.worthwhile(size));
    }

    @Override
    public void write(ByteBuffer made, ZipOutput zip) throws IOException {
        zip.entries(records, made);
    }

    @Override
    public long length() {
        return length;
    }
}
