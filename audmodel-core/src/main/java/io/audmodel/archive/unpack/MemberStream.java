package io.audmodel.archive.unpack;

import io.audmodel.backend.support.BlockInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The content of one entry. If it is not the declared content, the read at the end throws. */
final class MemberStream extends BlockInputStream {

    private static final int BUFFER = 1 << 16;

    private final ZipSource source;
    private final ZipMember member;
    private final RangeReader range;
    private final Runnable closing;
    private final MemberInflater inflater;
    private final CRC32 crc = new CRC32();
    private long left;
    private boolean open = true;

    /** @param closing runs once, when the stream is closed */
    MemberStream(ZipSource source, ZipMember member, RangeReader range, Runnable closing) {
        this.source = source;
        this.member = member;
        this.range = range;
        this.closing = closing;
        this.inflater = new MemberInflater(source);
        this.left = member.size();
    }

    static ByteBuffer buffer(ZipSource source) {
        return source.bytes().buffer(BUFFER);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!open) {
            throw new IOException("the stream of " + member.name() + " is closed");
        }
        if (length == 0) {
            return 0;
        }
        int count = member.deflated() ? inflate(bytes, offset, length) : copy(bytes, offset, length);
        if (count == 0) {
            requireDeclared();
            return -1;
        }
        crc.update(bytes, offset, count);
        left -= count;
        if (left < 0) {
            throw source.corruptEntry(member.name(), "has more than the declared " + member.size() + " bytes");
        }
        return count;
    }

    private int copy(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer next = range.next(Math.min(length, left));
        int count = next.remaining();
        next.get(bytes, offset, count);
        return count;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(bytes, offset, length);
        inflater.inflate(member, range, into);
        return into.position() - offset;
    }

    private void requireDeclared() {
        if (left > 0) {
            throw source.corruptEntry(
                    member.name(), "has " + (member.size() - left) + " bytes, not the declared " + member.size());
        }
        member.requireCrc((int) crc.getValue(), source);
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            inflater.close();
            try (range) {
                closing.run();
            }
        }
    }
}
