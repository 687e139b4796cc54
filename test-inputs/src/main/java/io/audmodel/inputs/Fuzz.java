package io.audmodel.inputs;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Feeds a reader with inputs on all cores, and lets nothing pass but results and errors of the kinds that it documents.
 * Every input depends on the seed and its number alone. {@code -Daudmodel.seed=<seed>} makes other ones; a failure names
 * the number of its input, and with {@code -Daudmodel.fuzz.first=<number>} a run begins there.
 */
public final class Fuzz {

    /** What is read, with whatever has to hold of what was accepted. Used by one thread. */
    public interface Reader {
        void read(byte[] input) throws Exception;
    }

    private static final long SEED = Long.getLong("audmodel.seed", 20261123);
    private static final long FIRST = Long.getLong("audmodel.fuzz.first", 0);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int BLOCK = 1000;
    private static final long LONGEST_READ = TimeUnit.SECONDS.toNanos(30);

    private final String name;
    private final Inputs inputs;
    private final Class<? extends RuntimeException> documented;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();

    /** @param documented what a reader may throw */
    public Fuzz(String name, Inputs inputs, Class<? extends RuntimeException> documented) {
        this.name = name;
        this.inputs = inputs;
        this.documented = documented;
    }

    /**
     * Reads so many inputs, and prints how many were accepted.
     *
     * @param readers makes one for each thread
     * @return how many were accepted
     * @throws AssertionError if an input led to another error, or was not done after half a minute
     */
    public long run(long executions, Supplier<Reader> readers) {
        long begin = System.nanoTime();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads, Fuzz::daemon);
        try {
            ExecutorCompletionService<Void> ends = new ExecutorCompletionService<>(pool);
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Worker worker = new Worker(readers.get(), executions);
                workers.add(worker);
                ends.submit(worker, null);
            }
            for (int ended = 0; ended < threads; ) {
                Future<Void> end = ends.poll(1, TimeUnit.SECONDS);
                if (end == null) {
                    workers.forEach(Worker::requireProgress);
                } else {
                    end.get();
                    ended++;
                }
            }
        } catch (ExecutionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted after " + taken + " executions", e);
        } finally {
            pool.shutdownNow();
        }
        System.out.printf(
                Locale.ROOT,
                "fuzz %s: %,d executions, %,d accepted, seed %d, %,d ms%n",
                name,
                executions,
                accepted.get(),
                SEED,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        return accepted.get();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fuzz");
        thread.setDaemon(true);
        return thread;
    }

    private byte[] input(long number) {
        return inputs.next(new SplittableRandom((SEED + number) * SPREAD));
    }

    private AssertionError failure(long number, String problem, Throwable cause) {
        return new AssertionError(
                "fuzz " + name + " " + problem + ": -Daudmodel.seed=" + SEED + " -Daudmodel.fuzz.first=" + number
                        + ", input " + HexFormat.of().formatHex(input(number)),
                cause);
    }

    private final class Worker implements Runnable {

        private final Reader reader;
        private final long executions;
        private volatile long current;
        private volatile long since = System.nanoTime();
        private volatile boolean done;

        Worker(Reader reader, long executions) {
            this.reader = reader;
            this.executions = executions;
        }

        @Override
        public void run() {
            for (long block = taken.getAndAdd(BLOCK); block < executions; block = taken.getAndAdd(BLOCK)) {
                for (long i = block; i < Math.min(executions, block + BLOCK); i++) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    read(FIRST + i);
                }
            }
            done = true;
        }

        private void read(long number) {
            byte[] input = input(number);
            current = number;
            since = System.nanoTime();
            try {
                reader.read(input);
                accepted.incrementAndGet();
            } catch (Exception | Error e) {
                if (!documented.isInstance(e) || String.valueOf(e.getMessage()).isBlank()) {
                    throw failure(number, "failed", e);
                }
            }
        }

        void requireProgress() {
            if (!done && System.nanoTime() - since > LONGEST_READ) {
                throw failure(current, "does not end", new IllegalStateException("no result after half a minute"));
            }
        }
    }
}
