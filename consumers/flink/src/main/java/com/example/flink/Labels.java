package com.example.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for the session of a runtime. Counts how many were made, and how many are open. Thread-safe. */
final class Labels implements AutoCloseable {

    static final AtomicInteger MADE = new AtomicInteger();
    static final AtomicInteger OPEN = new AtomicInteger();

    private final List<String> labels;

    Labels(Path model) throws IOException {
        labels = Files.readAllLines(model.resolve("labels.txt"));
        MADE.incrementAndGet();
        OPEN.incrementAndGet();
    }

    String of(long row) {
        return labels.get((int) (row % labels.size()));
    }

    @Override
    public void close() {
        OPEN.decrementAndGet();
    }
}
