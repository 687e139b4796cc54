package com.example.flink;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.Serializable;
import java.nio.file.Path;

/** All that an instance has to know of the model: values, which Flink sends to the TaskManagers with the function. */
record ModelSource(Repository repository, ModelRef model, String cache) implements Serializable {

    AudModel client() {
        return AudModel.builder().repository(repository).cacheRoot(Path.of(cache)).build();
    }
}
