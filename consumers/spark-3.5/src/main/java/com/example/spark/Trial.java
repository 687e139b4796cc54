package com.example.spark;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Three models and an alias, which somebody moves from one to the next while a job predicts by it. */
final class Trial implements AutoCloseable {

    private static final int PARTITIONS = 16;

    private final JavaSparkContext spark;
    private final Repository repository;
    private final long rows;
    private final AudModel audmodel;
    private final Alias alias = Alias.of("production-" + UUID.randomUUID());
    private final ModelId before;
    private final ModelId middle;
    private final ModelId after;

    Trial(JavaSparkContext spark, Repository repository, long rows) throws IOException {
        this.spark = spark;
        this.repository = repository;
        this.rows = rows;
        audmodel = AudModel.builder()
                .repository(repository)
                .cacheRoot(Files.createTempDirectory("audmodel-driver-"))
                .build();
        before = publish("1.0.0");
        middle = publish("2.0.0");
        after = publish("3.0.0");
        audmodel.setAlias(alias, before);
    }

    private ModelId publish(String version) throws IOException {
        Path folder = Files.createTempDirectory("audmodel-model-");
        Network.write(folder.resolve("weights.f32"), version.hashCode());
        return audmodel.publish(PublishRequest.of(folder, "emotion", Version.of(version))
                .parameters(Map.of("trial", alias.toString())));
    }

    /** What the name of the archive begins with. */
    String archive() {
        return before + ".zip";
    }

    /** Predicts, and checks by which models and by how many downloads; returns rows in a second. */
    double run(int downloads, String cache) {
        long start = System.nanoTime();
        Map<Prediction, Long> predictions = BatchPrediction.predict(rows(), repository, alias, cache)
                .countByValue();
        long end = System.nanoTime();

        Set<Origin> origins =
                predictions.keySet().stream().map(Prediction::origin).collect(Collectors.toSet());
        require(audmodel.resolve(alias).ref().equals(after), "nobody moved the alias");
        require(origins.stream().allMatch(origin -> origin.model().equals(before.toString())), "other models: " + origins);
        require(origins.stream().map(Origin::executor).distinct().count() == 2, "not by two executors: " + origins);
        require(origins.stream().allMatch(origin -> origin.loads() == 1), "not loaded once each: " + origins);
        require(origins.stream().mapToInt(Origin::downloads).sum() == downloads, "not so many downloads: " + origins);
        require(predictions.values().stream().mapToLong(Long::longValue).sum() == rows, "rows are lost");
        return rows * 1e9 / (end - start);
    }

    /** Rows of 16 partitions; with the first, before its executor loads, and with the ninth the alias moves. */
    private JavaRDD<Long> rows() {
        long all = rows; // What a task uses must not be a field: Spark would send this object.
        Map<Integer, Move> moves =
                Map.of(0, new Move(repository, alias, middle), PARTITIONS / 2, new Move(repository, alias, after));
        return spark.parallelize(IntStream.range(0, PARTITIONS).boxed().toList(), PARTITIONS)
                .mapPartitions(numbers -> {
                    int part = numbers.next();
                    if (moves.containsKey(part)) {
                        moves.get(part).run();
                    }
                    return LongStream.range(all * part / PARTITIONS, all * (part + 1) / PARTITIONS)
                            .iterator();
                });
    }

    /** The same rows in one thread of this process; the model is loaded for it. */
    double alone() {
        long start = System.nanoTime();
        long[] labels = new long[4];
        try {
            Network network = Network.read(audmodel.load(before).resolve("weights.f32"));
            for (long row = 0; row < rows; row++) {
                labels[network.label(row)]++;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        require(LongStream.of(labels).sum() == rows, "rows are lost");
        return rows * 1e9 / (System.nanoTime() - start);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        audmodel.close();
    }
}
