package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body with a minimum speed: a socket's timeout restarts with each byte, so that a server which sends single bytes
 * could hold a reader for ever. Only waiting counts, not the time between two reads.
 */
final class PacedStream extends InputStream {

    /** This many bytes in the given time show that the connection works. */
    private static final long ENOUGH = 64 << 10;

    private interface Read {
        int run() throws IOException;
    }

    private final InputStream in;
    private final Watchdog watchdog;
    private final long stallNanos;
    private long arrived;
    private long waited;

    /**
     * @param watchdog ends a single read that takes too long
     * @param stallTimeout the time in which 64 KiB have to arrive
     */
    PacedStream(InputStream in, Watchdog watchdog, Duration stallTimeout) {
        this.in = in;
        this.watchdog = watchdog;
        this.stallNanos = stallTimeout.toNanos();
    }

    @Override
    public int read() throws IOException {
        long begun = System.nanoTime();
        int one = watched(in::read);
        requirePace(one < 0 ? -1 : 1, begun);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long begun = System.nanoTime();
        int count = watched(() -> in.read(bytes, offset, length));
        requirePace(count, begun);
        return count;
    }

    private int watched(Read read) throws IOException {
        watchdog.begin();
        try {
            return read.run();
        } catch (IOException e) {
            throw watchdog.explained(e);
        } catch (RuntimeException e) {
            throw watchdog.explained(
                    new IOException("the HTTP client fails: " + e.getClass().getSimpleName(), e));
        } finally {
            watchdog.end();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void requirePace(int count, long begun) throws IOException {
        if (count < 0) {
            return;
        }
        arrived += count;
        waited += System.nanoTime() - begun;
        if (arrived >= ENOUGH) {
            arrived = 0;
            waited = 0;
        } else if (waited > stallNanos) {
            throw new IOException("only " + arrived + " bytes arrived in " + Duration.ofNanos(waited));
        }
    }
}
