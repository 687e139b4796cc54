package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.error.UnavailableException;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.RepositoryHealth;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import org.junit.jupiter.api.Test;

/** A check of what works: one read for each repository, and what is broken is a value. */
public interface HealthSuite extends OnStorage {

    @Test
    default void check_ofWhatWorks_isHealthy_andChangesNothing(Workshop workshop) {
        AudModel client = workshop.client();
        client.publish(workshop.request("onnx", "1.0.0"));
        var before = workshop.everything(workshop.repository());

        ClientHealth health = client.check();

        assertThat(health.isHealthy()).as(health.toString()).isTrue();
        assertThat(health.repositories()).singleElement().satisfies(read -> {
            assertThat(read.repository().repository()).isEqualTo(workshop.repository());
            assertThat(read.took()).isPositive();
        });
        assertThat(workshop.everything(workshop.repository())).isEqualTo(before);
        assertThat(client.cacheRoot()).isEmptyDirectory();
    }

    @Test
    default void check_besideARepositoryThatIsDown_tellsBoth(Workshop workshop) {
        Repository silent = new Repository("memory", "down", "silent");
        DownBackend down = new DownBackend(silent);
        AudModel client = workshop.open(workshop.builder()
                .repository(silent, down)
                .repository(workshop.repository(), workshop.connect(workshop.repository())));

        ClientHealth health = client.check();

        assertThat(health.isHealthy()).isFalse();
        assertThat(health.repositories())
                .extracting(RepositoryHealth::repository)
                .extracting(RepositoryAddress::repository)
                .containsExactly(silent, workshop.repository());
        assertThat(health.repositories().get(0).failure()).isInstanceOf(UnavailableException.class);
        assertThat(health.repositories().get(1).isHealthy()).isTrue();
        assertThat(health.cache().isHealthy()).isTrue();
        assertThat(down.asked()).isEqualTo(1);
    }
}
