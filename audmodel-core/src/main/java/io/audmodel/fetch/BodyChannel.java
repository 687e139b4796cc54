package io.audmodel.fetch;

import io.audmodel.backend.ObjectBody;
import io.audmodel.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The bytes of a body, read into heap buffers. It tells failures of the repository from other ones. */
final class BodyChannel implements ReadableByteChannel {

    private final Store store;
    private final ObjectBody body;
    private boolean open = true;

    /** @param body closed with this channel */
    BodyChannel(Store store, ObjectBody body) {
        this.store = store;
        this.body = body;
    }

    @Override
    public int read(ByteBuffer into) {
        try {
            int count = body.stream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            into.position(into.position() + Math.max(0, count));
            return count;
        } catch (IOException e) {
            throw store.unreadable(body.info().path(), e);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        body.close();
    }
}
