package com.example.flink;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.java.tuple.Tuple3;

/** Predicts by the model that an alias points to, and changes to another one between two rows when the alias moves. */
class PredictNewest extends RichMapFunction<Long, Tuple3<Long, String, String>> {

    private static final long serialVersionUID = 1L;

    private final ModelSource source;
    private transient Shared<Following> following;

    PredictNewest(ModelSource source) {
        this.source = source;
    }

    /** Client, follower and session of a TaskManager. */
    record Following(AudModel audmodel, Follower follower, ModelHolder<Labels> labels) implements AutoCloseable {

        static Following of(ModelSource source) throws Exception {
            AudModel audmodel = source.client();
            try {
                Follower follower = audmodel.follow(source.model(), Duration.ofSeconds(30));
                return new Following(audmodel, follower, follower.hold(model -> new Labels(model.folder())));
            } catch (Exception e) {
                audmodel.close();
                throw e;
            }
        }

        @Override
        public void close() {
            labels.close();
            follower.close();
            audmodel.close();
        }
    }

    @Override
    public void open(OpenContext context) throws Exception {
        following = Shared.open(source, () -> Following.of(source));
    }

    final Follower follower() {
        return following.value().follower();
    }

    @Override
    public Tuple3<Long, String, String> map(Long row) throws Exception {
        try (ModelUse<Labels> use = following.value().labels().acquire()) {
            return Tuple3.of(row, use.model().ref().toString(), use.get().of(row));
        }
    }

    @Override
    public void close() throws Exception {
        if (following != null) { // it may not have been opened
            following.close();
        }
    }
}
