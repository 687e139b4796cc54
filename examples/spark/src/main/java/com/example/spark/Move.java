package com.example.spark;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.io.Serializable;

/** Somebody who moves an alias. */
record Move(Repository repository, Alias alias, ModelId target) implements Serializable {

    void run() {
        try (AudModel audmodel = AudModel.builder().repository(repository).build()) {
            audmodel.setAlias(alias, target);
        }
    }
}
