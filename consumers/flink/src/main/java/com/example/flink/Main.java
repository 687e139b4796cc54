package com.example.flink;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Two jobs in a cluster of this process, with four instances each: one by the model of the start, one by the newest. */
public final class Main {

    private static final long ROWS = 100_000;
    private static final Alias ALIAS = Alias.of("production");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("audmodel-flink-");
        Files.createDirectories(folder.resolve("host/models"));
        ModelSource newest = new ModelSource(
                Repository.fileSystem(folder.resolve("host"), "models"), ALIAS, folder.resolve("cache").toString());
        try (AudModel audmodel = newest.client();
                StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(4)) {
            ModelId first = publish(audmodel, "1.0.0");
            ModelId second = publish(audmodel, "2.0.0");
            audmodel.setAlias(ALIAS, first);

            ModelSource pinned = new ModelSource(
                    newest.repository(), audmodel.resolve(ALIAS).ref(), newest.cache());
            Map<String, Long> byPinned = count(flink, new MoveAlias(newest, second), new Predict(pinned));
            require(byPinned.equals(Map.of(first.toString(), ROWS)), "not all by the first model: " + byPinned);
            require(Labels.MADE.get() == 1, "not one for all instances: " + Labels.MADE);

            Map<String, Long> byNewest = count(flink, row -> row, new MovesTheAlias(newest, first));
            require(byNewest.keySet().equals(Set.of(first.toString(), second.toString())), "by others: " + byNewest);
            require(Labels.MADE.get() == 3, "not one for each model: " + Labels.MADE);
            require(Labels.OPEN.get() == 0, "the job has left something open: " + Labels.OPEN);
            System.out.println("by the model of the start: " + byPinned + "; by the newest: " + byNewest);
        }
    }

    private static ModelId publish(AudModel audmodel, String version) throws IOException {
        Path model = Files.createTempDirectory("audmodel-model-");
        Files.writeString(model.resolve("labels.txt"), "angry\nhappy\n" + version + "\n");
        return audmodel.publish(PublishRequest.of(model, "emotion", Version.of(version)));
    }

    /** Somebody moves the alias when the middle of the rows is reached. */
    private record MoveAlias(ModelSource source, ModelId target) implements MapFunction<Long, Long> {

        @Override
        public Long map(Long row) {
            if (row == ROWS / 2) {
                try (AudModel audmodel = source.client()) {
                    audmodel.setAlias(ALIAS, target);
                }
            }
            return row;
        }
    }

    /** The same, with a look in place of the 30 seconds between two. */
    private static final class MovesTheAlias extends PredictNewest {

        private static final long serialVersionUID = 1L;

        private final MoveAlias move;

        MovesTheAlias(ModelSource source, ModelId target) {
            super(source);
            move = new MoveAlias(source, target);
        }

        @Override
        public Tuple3<Long, String, String> map(Long row) throws Exception {
            if (move.map(row) == ROWS / 2) {
                follower().checkNow();
            }
            return super.map(row);
        }
    }

    private static Map<String, Long> count(
            StreamExecutionEnvironment flink,
            MapFunction<Long, Long> before,
            MapFunction<Long, Tuple3<Long, String, String>> predict)
            throws Exception {
        Map<String, Long> rows = new HashMap<>();
        try (CloseableIterator<Tuple3<Long, String, String>> predictions = flink.fromSequence(0, ROWS - 1)
                .map(before)
                .returns(Long.class)
                .map(predict)
                .executeAndCollect()) {
            predictions.forEachRemaining(prediction -> rows.merge(prediction.f1, 1L, Long::sum));
        }
        return rows;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
