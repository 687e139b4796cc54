package com.example.spark;

import io.audmodel.AudModel;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Predicts in all executors by the model that a reference stands for at the start. */
public final class BatchPrediction {

    private BatchPrediction() {}

    /**
     * Predicts for the column {@code id} of all rows; the columns of the answer are those of {@link ExecutorModel#COLUMNS}.
     *
     * @param cache the cache folder of an executor; a relative path starts from its working folder, which it shares with none
     */
    public static Dataset<Row> predict(Dataset<Row> rows, Repository repository, ModelRef ref, String cache) {
        ModelSource source = new ModelSource(repository, resolve(repository, ref), cache);
        Broadcast<ModelSource> sent = JavaSparkContext.fromSparkContext(
                        rows.sparkSession().sparkContext())
                .broadcast(source);
        MapPartitionsFunction<Row, Row> predict =
                part -> ExecutorModel.of(sent.value()).predict(part);
        return rows.select("id").mapPartitions(predict, Encoders.row(ExecutorModel.COLUMNS));
    }

    /** Once, on the driver: if the alias moves later, this job still predicts by one model. */
    private static ExactRef resolve(Repository repository, ModelRef ref) {
        try (AudModel audmodel = AudModel.builder().repository(repository).build()) {
            return audmodel.resolve(ref).ref();
        }
    }
}
