package com.example.flink;

import io.audmodel.AudModel;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.java.tuple.Tuple3;

/** Predicts by one model, whose id the program that started the job has found out. */
final class Predict extends RichMapFunction<Long, Tuple3<Long, String, String>> {

    private static final long serialVersionUID = 1L;

    private final ModelSource source;
    private transient Shared<Labels> labels;

    Predict(ModelSource source) {
        this.source = source;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        labels = Shared.open(source, () -> {
            try (AudModel audmodel = source.client()) {
                return new Labels(audmodel.load(source.model()));
            }
        });
    }

    @Override
    public Tuple3<Long, String, String> map(Long row) {
        return Tuple3.of(row, source.model().toString(), labels.value().of(row));
    }

    @Override
    public void close() throws Exception {
        if (labels != null) { // it may not have been opened
            labels.close();
        }
    }
}
