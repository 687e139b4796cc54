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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Three models and an alias, which somebody moves from one to the next while a job predicts by it. */
final class Trial implements AutoCloseable {

    private static final int PARTITIONS = 16;

    private final SparkSession spark;
    private final Repository repository;
    private final long rows;
    private final AudModel audmodel;
    private final Alias alias = Alias.of("production-" + UUID.randomUUID());
    private final ModelId before;
    private final ModelId middle;
    private final ModelId after;
    private long[] labels = new long[0];

    Trial(SparkSession spark, Repository repository, long rows) throws IOException {
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
        List<Row> counts = BatchPrediction.predict(rows(), repository, alias, cache)
                .groupBy("executor", "model", "loads", "downloads", "label")
                .count()
                .collectAsList();
        long end = System.nanoTime();

        Set<Origin> origins = counts.stream().map(Origin::of).collect(Collectors.toSet());
        require(audmodel.resolve(alias).ref().equals(after), "nobody moved the alias");
        require(
                origins.stream().allMatch(origin -> origin.model().equals(before.toString())),
                "other models: " + origins);
        require(origins.stream().map(Origin::executor).distinct().count() == 2, "not by two executors: " + origins);
        require(origins.stream().allMatch(origin -> origin.loads() == 1), "not loaded once each: " + origins);
        require(origins.stream().mapToInt(Origin::downloads).sum() == downloads, "not so many downloads: " + origins);
        labels = new long[4];
        counts.forEach(row -> labels[row.<Integer>getAs("label")] += row.<Long>getAs("count"));
        return rows * 1e9 / (end - start);
    }

    /** Rows of 16 partitions; with the first, before its executor loads, and with the ninth the alias moves. */
    private Dataset<Row> rows() {
        Map<Integer, Move> moves =
                Map.of(0, new Move(repository, alias, middle), PARTITIONS / 2, new Move(repository, alias, after));
        MapPartitionsFunction<Long, Long> move = part -> {
            if (moves.containsKey(TaskContext.getPartitionId())) {
                moves.get(TaskContext.getPartitionId()).run();
            }
            return part;
        };
        return spark.range(0, rows, 1, PARTITIONS)
                .mapPartitions(move, Encoders.LONG())
                .toDF("id");
    }

    /** The same rows in one thread of this process; the model is loaded for it. Checks what the executors found. */
    double alone() throws IOException {
        long start = System.nanoTime();
        long[] found = new long[4];
        Network network = Network.read(audmodel.load(before).resolve("weights.f32"));
        for (long row = 0; row < rows; row++) {
            found[network.label(row)]++;
        }
        long end = System.nanoTime();
        require(Arrays.equals(found, labels), "executors found other labels: " + Arrays.toString(labels));
        return rows * 1e9 / (end - start);
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
