package io.audmodel.archive.pack;

import io.audmodel.archive.ArchiveFingerprint;
import io.audmodel.archive.ZipFormat;
import io.audmodel.backend.OriginSink;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive from its first byte to its last, and its table of contents (APPNOTE.TXT 6.3.10, sections 4.3.12 to
 * 4.3.16) at the end.
 */
final class ZipOutput {

    private static final int TAIL = ZipFormat.END64_LENGTH + ZipFormat.LOCATOR_LENGTH + ZipFormat.END_LENGTH;

    private final OutputStream out;
    private final byte[] comment;
    private final @Nullable WritableByteChannel channel;
    private final @Nullable OriginSink origins;
    private final byte[] copy = new byte[1 << 16];
    private final ByteBuffer around = ZipRecord.buffer(2 * ZipRecord.MOST);
    private final ZipRecords records;
    private long written;

    /**
     * @param files the files that will be written, in this order
     * @param comment an ASCII comment at the end of the archive
     */
    ZipOutput(OutputStream out, List<PackedFile> files, String comment) {
        this.records = new ZipRecords(files);
        this.out = out;
        this.comment = comment.getBytes(StandardCharsets.US_ASCII);
        this.channel = out instanceof WritableByteChannel both ? both : null;
        this.origins = out instanceof OriginSink both ? both : null;
    }

    /** Writes complete entries with their headers. */
    void entries(List<ZipRecord> complete, ByteBuffer bytes) throws IOException {
        long start = written;
        complete.forEach(record -> records.add(record.at(start + record.offset())));
        content(bytes);
    }

    /** Begins an entry whose content follows in pieces. */
    ZipRecord begin(PackedFile file, boolean deflated) throws IOException {
        ZipRecord record = ZipRecord.begun(file, deflated, written);
        record.writeLocal(around.clear());
        content(around.flip());
        return record;
    }

    /** Writes a piece of the content of an entry. */
    void content(ByteBuffer bytes) throws IOException {
        written += bytes.remaining();
        if (channel != null) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        while (bytes.hasRemaining()) {
            int length = Math.min(bytes.remaining(), copy.length);
            bytes.get(copy, 0, length);
            out.write(copy, 0, length);
        }
    }

    /** Writes a piece of the content of an entry, which is stored in a file in the same form. */
    void content(ByteBuffer bytes, Path file, long position) throws IOException {
        if (origins == null) {
            content(bytes);
        } else {
            written += bytes.remaining();
            origins.write(bytes, file, position);
        }
    }

    /** Ends the entry that was begun. */
    void end(ZipRecord record) throws IOException {
        record.writeDescriptor(around.clear());
        content(around.flip());
        records.add(record);
    }

    /** Writes the table of contents. */
    ArchiveFingerprint finish() throws IOException {
        MessageDigest digest = Checksum.newDigest();
        long start = written;
        around.clear();
        for (int i = 0; i < records.size(); i++) {
            records.get(i).writeCentral(around);
            if (around.remaining() < ZipRecord.CENTRAL + ZipFormat.MAX_SHORT) {
                directory(around.flip(), digest);
                around.clear();
            }
        }
        directory(around.flip(), digest);
        tail(start, written - start);
        out.flush();
        return new ArchiveFingerprint(written, Checksum.ofDigest(digest.digest()));
    }

    private void directory(ByteBuffer entries, MessageDigest digest) throws IOException {
        digest.update(entries.duplicate());
        content(entries);
    }

    private void tail(long start, long length) throws IOException {
        ByteBuffer tail = ZipRecord.buffer(TAIL);
        long count = records.size();
        if (count >= ZipFormat.MAX_SHORT || start + length >= ZipFormat.SEE_ZIP64) {
            tail.putInt(ZipFormat.END64_SIGNATURE).putLong(ZipFormat.END64_REMAINDER);
            tail.putShort((short) (ZipFormat.UNIX << 8 | ZipRecord.VERSION_ZIP64))
                    .putShort(ZipRecord.VERSION_ZIP64);
            tail.putInt(0)
                    .putInt(0)
                    .putLong(count)
                    .putLong(count)
                    .putLong(length)
                    .putLong(start);
            tail.putInt(ZipFormat.LOCATOR_SIGNATURE)
                    .putInt(0)
                    .putLong(start + length)
                    .putInt(1);
        }
        short entries = (short) Math.min(count, ZipFormat.MAX_SHORT);
        tail.putInt(ZipFormat.END_SIGNATURE).putInt(0).putShort(entries).putShort(entries);
        tail.putInt(ZipRecord.narrow(length)).putInt(ZipRecord.narrow(start)).putShort((short) comment.length);
        content(tail.flip());
        content(ByteBuffer.wrap(comment));
    }
}
