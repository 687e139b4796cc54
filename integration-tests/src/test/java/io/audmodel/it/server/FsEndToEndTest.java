package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.error.StorageException;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.suite.EndToEnd;
import io.audmodel.it.suite.HeldRaceSuite;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FsEndToEndTest implements EndToEnd, HeldRaceSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void close_beforeTheFirstCall_opensNothingAfterwards(Workshop workshop) {
        AudModel client = workshop.builder(workshop.repository()).build();
        client.close();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> client.exists(ModelRef.of("00000000-1.0.0")))
                .withMessageContainingAll(workshop.repository().toString(), "closed");
    }
}
