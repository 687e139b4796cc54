package io.audmodel.archive.pack;

import java.util.List;

/** The data of the written entries for the table of contents, without what the files themselves have. */
final class ZipRecords {

    private static final byte STREAMED = 1;
    private static final byte DEFLATED = 1 << 1;

    private final List<PackedFile> files;
    private final byte[] flags;
    private final int[] crc;
    private final long[] packed;
    private final long[] offset;
    private int count;

    /** @param files the files whose entries will be added, in this order */
    ZipRecords(List<PackedFile> files) {
        this.files = files;
        this.flags = new byte[files.size()];
        this.crc = new int[files.size()];
        this.packed = new long[files.size()];
        this.offset = new long[files.size()];
    }

    void add(ZipRecord record) {
        flags[count] = (byte) ((record.streamed() ? STREAMED : 0) | (record.deflated() ? DEFLATED : 0));
        crc[count] = record.crc();
        packed[count] = record.packed();
        offset[count] = record.offset();
        count++;
    }

    ZipRecord get(int i) {
        PackedFile file = files.get(i);
        return new ZipRecord(
                file,
                ZipRecord.nameOf(file),
                (flags[i] & STREAMED) != 0,
                (flags[i] & DEFLATED) != 0,
                crc[i],
                packed[i],
                offset[i]);
    }

    int size() {
        return count;
    }
}
