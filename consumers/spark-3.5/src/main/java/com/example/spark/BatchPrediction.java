package com.example.spark;

import io.audmodel.AudModel;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import org.apache.spark.api.java.JavaRDD;

/** Predicts in all executors by the model that an alias stands for at the start. */
final class BatchPrediction {

    private BatchPrediction() {}

    static JavaRDD<Prediction> predict(JavaRDD<Long> rows, Repository repository, ModelRef ref, String cache) {
        ModelSource source = new ModelSource(repository, resolve(repository, ref), cache);
        return rows.mapPartitions(part -> ExecutorModel.of(source).predict(part));
    }

    /** Once, on the driver: if the alias moves later, this job still predicts by one model. */
    private static ExactRef resolve(Repository repository, ModelRef ref) {
        try (AudModel audmodel = AudModel.builder().repository(repository).build()) {
            return audmodel.resolve(ref).ref();
        }
    }
}
