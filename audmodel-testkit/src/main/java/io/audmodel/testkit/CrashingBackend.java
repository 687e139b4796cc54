package io.audmodel.testkit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Dies at a chosen step, as a process does: from then on every call throws a {@link Crash}, so that no code can clean
 * up. A call has a step before it reaches the store, and one when it has succeeded there; a put has one more, when part
 * of its content was sent. Thread-safe.
 */
public final class CrashingBackend extends ForwardingBackend {

    /** The end of the process: an error and no exception, so that no code handles it as a failure and continues. */
    public static final class Crash extends Error {

        private static final long serialVersionUID = 1;

        Crash(int step) {
            super("a test wants the process to end at step " + step);
        }
    }

    private final int last;
    private final AtomicInteger steps = new AtomicInteger();

    /**
     * @param delegate the other backend, which is closed with this one
     * @param last the step at which the process ends, counted from 1
     */
    public CrashingBackend(Backend delegate, int last) {
        super(delegate);
        this.last = last;
    }

    /** Returns whether the end was reached; if not, all calls were completed. */
    public boolean hasDied() {
        return steps.get() >= last;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return call(() -> super.stat(path));
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        step();
        ObjectBody body = super.get(path, range);
        try {
            step();
        } catch (Crash e) {
            body.close();
            throw e;
        }
        return body;
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return call(() -> {
            try {
                return super.put(path, new Cut(content), mode);
            } catch (RuntimeException e) {
                if (hasDied()) {
                    // The store's client may have turned the error of its content into an exception.
                    throw new Crash(last);
                }
                throw e;
            }
        });
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return call(() -> super.list(prefix));
    }

    @Override
    public void delete(ObjectPath path) {
        call(() -> {
            super.delete(path);
            return path;
        });
    }

    private <T> T call(Supplier<T> request) {
        step();
        T answer = request.get();
        step();
        return answer;
    }

    private void step() {
        if (steps.incrementAndGet() >= last) {
            throw new Crash(last);
        }
    }

    /** Content with a step in its first piece. */
    private final class Cut implements Content {

        private final Content content;

        Cut(Content content) {
            this.content = content;
        }

        @Override
        public OptionalLong length() {
            return content.length();
        }

        @Override
        public Optional<Checksum> checksum() {
            return content.checksum();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            content.writeTo(new OutputStream() {
                private boolean begun;

                @Override
                public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    int half = begun ? 0 : length / 2;
                    out.write(bytes, offset, half);
                    if (!begun) {
                        begun = true;
                        step();
                    }
                    out.write(bytes, offset + half, length - half);
                }
            });
        }
    }
}
