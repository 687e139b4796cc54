package io.audmodel.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.audmodel.cache.Cache.Filler;
import io.audmodel.cache.Cache.Staging;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Samples for the tests of the cache contract. */
final class CacheContractSamples {

    static final Duration LONG = Duration.ofSeconds(60);
    static final ModelKey KEY = key("3e120e8d", "1.0.0");

    private CacheContractSamples() {}

    static ModelKey key(String id, String version) {
        return new ModelKey(id, Version.of(version));
    }

    /** Fills one file that holds the text. */
    static Filler writing(String text) {
        return staging -> write(staging.content().resolve("model.txt"), text);
    }

    /** Fills as {@link #writing} does, and counts. */
    static Filler counting(AtomicInteger fills) {
        return staging -> {
            fills.incrementAndGet();
            writing("model").fill(staging);
        };
    }

    static Filler failing(RuntimeException failure) {
        return staging -> {
            writing("half").fill(staging);
            write(staging.scratch().resolve("archive.zip"), "half");
            throw failure;
        };
    }

    /** A filler that must not be called, since the model is cached. */
    static void neverCalled(Staging staging) {
        throw new AssertionError("the model is cached, and was filled again in " + staging);
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the calls on threads of their own at the same moment, and returns their results in order. */
    static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            CyclicBarrier start = new CyclicBarrier(calls.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
