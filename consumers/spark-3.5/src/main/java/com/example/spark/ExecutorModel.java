package com.example.spark;

import io.audmodel.AudModel;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.ModelLoaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.SparkEnv;

/** The model in this process: loaded once, by the first task that needs it, and kept while the process lives. */
final class ExecutorModel {

    private static final ConcurrentMap<ModelSource, ExecutorModel> MODELS = new ConcurrentHashMap<>();

    private final ModelSource source;
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger downloads = new AtomicInteger();
    private final Network network;

    /** Other tasks wait meanwhile. If it fails, so does the task, and the next one tries again. */
    static ExecutorModel of(ModelSource source) {
        return MODELS.computeIfAbsent(source, ExecutorModel::new);
    }

    private ExecutorModel(ModelSource source) {
        this.source = source;
        try (AudModel audmodel = AudModel.builder()
                .repository(source.repository())
                .cacheRoot(Path.of(source.cache()))
                .events(this::count)
                .build()) {
            network = Network.read(audmodel.load(source.model()).resolve("weights.f32"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(ClientEvent event) {
        if (event instanceof ModelLoaded loaded) {
            loads.incrementAndGet();
            downloads.addAndGet(loaded.hit() ? 0 : 1);
        }
    }

    Iterator<Prediction> predict(Iterator<Long> rows) {
        String executor = SparkEnv.get().executorId();
        Origin origin = new Origin(executor, source.model().toString(), loads.get(), downloads.get());
        return stream(rows).map(row -> new Prediction(origin, network.label(row))).iterator();
    }

    private static Stream<Long> stream(Iterator<Long> rows) {
        Iterable<Long> once = () -> rows;
        return StreamSupport.stream(once.spliterator(), false);
    }
}
