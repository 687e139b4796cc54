package io.audmodel.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.LongSupplier;

/** A range that is requested again from where it is, by another connection, if its own is far slower than others. */
final class SteadyChannel implements ReadableByteChannel {

    /** A range that is slow again is slow for another reason. */
    private static final int MOST_RESTARTS = 2;

    /** What is nearly there arrives sooner by itself. */
    private static final long WORTH_IT = 1 << 20;

    /** Requests a range. */
    interface Opening {
        ReadableByteChannel at(long position, long length);
    }

    private final Opening opening;
    private final ConnectionSpeeds speeds;
    private final LongSupplier nanos;
    private final long end;
    private ReadableByteChannel current;
    private long position;
    private long begin;
    private long begun;
    private int restarts;

    /** @param nanos the clock */
    SteadyChannel(Opening opening, long position, long length, ConnectionSpeeds speeds, LongSupplier nanos) {
        this.opening = opening;
        this.speeds = speeds;
        this.nanos = nanos;
        this.position = position;
        this.end = position + length;
        this.begin = position;
        this.current = opening.at(position, length);
        this.begun = nanos.getAsLong();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = current.read(into);
        if (count > 0) {
            position += count;
            long taken = nanos.getAsLong() - begun;
            if (position == end && position - begin >= WORTH_IT) {
                speeds.arrived(position - begin, taken);
            } else if (restarts < MOST_RESTARTS
                    && end - position >= WORTH_IT
                    && speeds.isSlow(position - begin, taken)) {
                restart();
            }
        }
        return count;
    }

    private void restart() throws IOException {
        current.close();
        restarts++;
        begin = position;
        current = opening.at(position, end - position);
        // A request may have waited for its turn.
        begun = nanos.getAsLong();
    }

    @Override
    public boolean isOpen() {
        return current.isOpen();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
