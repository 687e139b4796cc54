package io.audmodel.it.kit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Changes a byte of the first archive on its way. */
public final class DamagingBackend extends ForwardingBackend {

    private final AtomicBoolean done = new AtomicBoolean();

    public DamagingBackend(Backend delegate) {
        super(delegate);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        ObjectBody body = super.get(path, range);
        if (!path.name().endsWith(".zip") || done.getAndSet(true)) {
            return body;
        }
        return new ObjectBody(body.info(), new FilterInputStream(body.stream()) {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = super.read(into, from, length);
                if (position <= 100 && position + count > 100) {
                    into[from + (int) (100 - position)] ^= 1;
                }
                position += Math.max(0, count);
                return count;
            }
        });
    }
}
