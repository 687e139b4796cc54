package io.audmodel.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.junit.AudModelExtension;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.model.ModelId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoStoresTest {

    @RegisterExtension
    final AudModelExtension stores = AudModelExtension.builder()
            .repositories("production", "archive")
            .client(client -> client.callTimeout(Duration.ofSeconds(5)))
            .build();

    @Test
    void productionIsDown_modelOfTheArchiveIsLoaded() {
        ModelId id = stores.repository("archive").publish(ModelFixture.of("emotion", "0.9.0"));
        stores.repository("production").failWith(RepositoryFault.UNAVAILABLE);

        assertThat(stores.client().load(id)).isNotEmptyDirectory();
    }
}
