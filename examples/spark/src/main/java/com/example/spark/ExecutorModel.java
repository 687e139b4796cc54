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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The model in this process: loaded once, by the first task that needs it, and kept while the process lives. */
final class ExecutorModel {

    /** What is said of each row, by which model and where: how often that executor loaded it, and fetched it for that. */
    static final StructType COLUMNS =
            StructType.fromDDL("id LONG, label INT, model STRING, executor STRING, loads INT, downloads INT");

    private static final ConcurrentMap<ModelSource, ExecutorModel> MODELS = new ConcurrentHashMap<>();

    private final String model;
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger downloads = new AtomicInteger();
    private final Network network;

    /** Other tasks wait meanwhile. If it fails, so does the task, and the next one tries again. */
    static ExecutorModel of(ModelSource source) {
        return MODELS.computeIfAbsent(source, ExecutorModel::new);
    }

    private ExecutorModel(ModelSource source) {
        model = source.model().toString();
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

    Iterator<Row> predict(Iterator<Row> rows) {
        String executor = SparkEnv.get().executorId();
        return stream(rows)
                .map(row -> row.getLong(0))
                .map(id -> RowFactory.create(id, network.label(id), model, executor, loads.get(), downloads.get()))
                .iterator();
    }

    private static Stream<Row> stream(Iterator<Row> rows) {
        Iterable<Row> once = () -> rows;
        return StreamSupport.stream(once.spliterator(), false);
    }
}
