package io.audmodel.servers;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What a network and a store far away make of a server on the same machine: each request waits before it is answered, each
 * connection has a rate, all of them together have one, and some connections are ten times slower for as long as they
 * live. Which ones are is drawn from a seed, in the order in which the connections come. Thread-safe.
 */
public final class NetworkShape extends Filter {

    private static final int SLOWNESS = 10;

    /** What is sent between two looks at the clock: at 60 MB/s a millisecond. */
    private static final int PIECE = 64 << 10;

    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(50);

    private final long delayNanos;
    private final double connectionRate;
    private final double slowShare;
    private final Random random;
    private final Pace all;
    private final Map<InetSocketAddress, Double> rates = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** The moments at which bytes may pass. */
    private static final class Pace {

        private final double nanosPerByte;
        private final AtomicLong free = new AtomicLong(System.nanoTime());

        Pace(double bytesPerSecond) {
            this.nanosPerByte = TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        }

        /** Waits until so many bytes have passed. */
        void pass(int bytes) {
            // A thread that was woken late catches up; what was not sent for longer is no room to send now.
            long earliest = System.nanoTime() - BURST;
            long cost = Math.round(bytes * nanosPerByte);
            long end = free.updateAndGet(before -> Math.max(before, earliest) + cost);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /**
     * @param delayMillis how long a request waits; a fifth of it more or less is drawn
     * @param connectionMegabytes how many million bytes a connection passes in a second
     * @param allMegabytes the same of all connections together
     * @param slowShare the part of the connections that are slow, from 0 to 1
     * @param seed of what is drawn
     */
    public NetworkShape(int delayMillis, double connectionMegabytes, double allMegabytes, double slowShare, long seed) {
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        this.connectionRate = connectionMegabytes * 1e6;
        this.all = new Pace(allMegabytes * 1e6);
        this.slowShare = slowShare;
        this.random = new Random(seed);
    }

    /** @param text the five values of the constructor with commas between them, such as {@code 30,60,1000,0.01,1} */
    static NetworkShape of(String text) {
        String[] parts = text.split(",");
        return new NetworkShape(
                Integer.parseInt(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Long.parseLong(parts[4]));
    }

    @Override
    public String description() {
        return "a network with delays and rates";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Pace own = new Pace(rates.computeIfAbsent(exchange.getRemoteAddress(), connection -> rate()));
        exchange.setStreams(
                new ShapedInput(exchange.getRequestBody(), own), new ShapedOutput(exchange.getResponseBody(), own));
        int beside = underWay.incrementAndGet();
        most.accumulateAndGet(beside, Math::max);
        try {
            LockSupport.parkNanos(delay());
            chain.doFilter(exchange);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** How many requests were under way at once, each by a connection of its own, at most since this was asked last. */
    int mostAtOnce() {
        return most.getAndSet(0);
    }

    private double rate() {
        return random.nextDouble() < slowShare ? connectionRate / SLOWNESS : connectionRate;
    }

    private long delay() {
        return Math.round(delayNanos * (0.8 + 0.4 * random.nextDouble()));
    }

    private void pass(int bytes, Pace own) {
        all.pass(bytes);
        own.pass(bytes);
    }

    private final class ShapedInput extends FilterInputStream {

        private final Pace own;

        ShapedInput(InputStream in, Pace own) {
            super(in);
            this.own = own;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            if (read >= 0) {
                pass(1, own);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, Math.min(length, PIECE));
            if (count > 0) {
                pass(count, own);
            }
            return count;
        }
    }

    private final class ShapedOutput extends FilterOutputStream {

        private final Pace own;

        ShapedOutput(OutputStream out, Pace own) {
            super(out);
            this.own = own;
        }

        @Override
        public void write(int one) throws IOException {
            pass(1, own);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                int count = Math.min(PIECE, length - done);
                pass(count, own);
                out.write(bytes, offset + done, count);
                done += count;
            }
        }
    }
}
