package io.audmodel.archive.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;

/** Digests the bytes that are read from another channel. */
record DigestingChannel(ReadableByteChannel channel, MessageDigest digest) implements ReadableByteChannel {

    @Override
    public int read(ByteBuffer into) throws IOException {
        ByteBuffer read = into.duplicate();
        int count = channel.read(into);
        digest.update(read.limit(into.position()));
        return count;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
