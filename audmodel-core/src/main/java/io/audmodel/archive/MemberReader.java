package io.audmodel.archive;

import io.audmodel.error.CorruptArchiveException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the contents of an archive's entries, one after another, with the same buffers.
 */
final class MemberReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final ZipSource source;
    private final ZipRegion region;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);

    MemberReader(ZipSource source) {
        this.source = source;
        this.region = new ZipRegion(source);
    }

    /**
     * Gives the sink the content of an entry, piece by piece: never a byte more than declared, and no normal end unless
     * length and checksum are as declared.
     *
     * @param start where the content begins
     * @throws CorruptArchiveException if the content is not what the directory declares
     * @throws IOException if the archive cannot be read
     */
    void read(ZipMember member, long start, Sink sink) throws IOException {
        region.of(start, member.packed());
        inflater.reset();
        CRC32 crc = new CRC32();
        long left = member.size();
        for (int n = next(member); n >= 0; n = next(member)) {
            if (n > left) {
                throw source.corruptEntry(member.name(), "has more than the declared " + member.size() + " bytes");
            }
            left -= n;
            crc.update(buffer, 0, n);
            sink.accept(buffer, n);
        }
        if (left > 0) {
            throw source.corruptEntry(
                    member.name(), "has " + (member.size() - left) + " bytes, not the declared " + member.size());
        }
        if ((int) crc.getValue() != member.crc()) {
            throw source.corruptEntry(
                    member.name(),
                    "has CRC-32 " + Integer.toHexString((int) crc.getValue()) + ", not the declared "
                            + Integer.toHexString(member.crc()));
        }
    }

    private int next(ZipMember member) throws IOException {
        return member.deflated() ? inflate(member) : region.read(buffer, 0, BUFFER);
    }

    private int inflate(ZipMember member) throws IOException {
        try {
            int n = inflater.inflate(buffer);
            while (n == 0 && !inflater.finished()) {
                if (inflater.needsDictionary() || region.atEnd()) {
                    throw source.corruptEntry(member.name(), "ends in the middle of its deflated data");
                }
                inflater.setInput(region.next());
                n = inflater.inflate(buffer);
            }
            if (n == 0 && inflater.getBytesRead() != member.packed()) {
                throw source.corruptEntry(member.name(), "has bytes after the end of its deflated data");
            }
            return n == 0 ? -1 : n;
        } catch (DataFormatException e) {
            throw source.corrupt(
                    "entry " + EntryName.shown(member.name()) + " cannot be inflated: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** Takes the content of an entry. */
    @FunctionalInterface
    interface Sink {

        /** @param length how many bytes of the buffer, from its beginning, are content; the rest is not */
        void accept(byte[] buffer, int length);
    }
}
