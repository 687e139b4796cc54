package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Aliases that go: the model stays, and a removal that broke off is completed by repeating it. */
interface AliasRemovalSuite extends OnStorage {

    Alias OLD = new Alias("old");

    @Test
    default void removeAlias_takesTheAliasAndItsEntryInTheList(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("kept")));
        SortedSet<String> before = workshop.objects();
        client.setAlias(OLD, id);
        assertThat(client.removeAlias(OLD)).isEqualTo(id);
        AudModel reader = workshop.client();
        assertThatExceptionOfType(AliasNotFoundException.class)
                .isThrownBy(() -> reader.resolveAlias(OLD))
                .withMessageContaining("old");
        assertThat(reader.aliases(id)).containsExactly(new Alias("kept"));
        assertThat(reader.load(id)).isNotEmptyDirectory();
        assertThat(workshop.objects()).isEqualTo(before);
    }

    @Test
    default void removeAlias_missing_namesIt(Workshop workshop) {
        AudModel client = workshop.client();
        client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("kept")));
        SortedSet<String> before = workshop.objects();
        assertThatExceptionOfType(AliasNotFoundException.class)
                .isThrownBy(() -> client.removeAlias(OLD))
                .withMessageContaining("old");
        assertThat(workshop.objects()).isEqualTo(before);
    }

    @Test
    default void removeAlias_thatSeveralRepositoriesHave_leavesNone(Workshop workshop) {
        Repository second = workshop.repository("second");
        ModelId one =
                workshop.client().publish(workshop.request("onnx", "1.0.0").alias(Alias.of("old")));
        ModelId two = workshop.client(second)
                .publish(workshop.request("onnx", "2.0.0").alias(Alias.of("old")));
        AudModel client = workshop.client(workshop.repository(), second);
        assertThat(client.removeAlias(OLD)).isEqualTo(one);
        assertThat(client.exists(OLD)).isFalse();
        assertThat(client.aliases(one)).isEmpty();
        assertThat(client.aliases(two)).isEmpty();
    }

    @Test
    default void removeAlias_canBeSetAgain(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("old")));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        client.removeAlias(OLD);
        client.setAlias(OLD, two);
        assertThat(client.resolveAlias(OLD)).isEqualTo(two);
        assertThat(client.aliases(one)).isEmpty();
        assertThat(client.aliases(two)).containsExactly(OLD);
    }

    @Test
    default void removalThatBreaksOffAnywhere_isCompletedByRepeatingIt(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        boolean died = true;
        for (int changes = 0; died; changes++) {
            client.setAlias(OLD, id);
            Crashing backend = new Crashing(workshop.connect(workshop.repository()), changes);
            try {
                workshop.client(backend).removeAlias(OLD);
            } catch (UnavailableException e) {
                assertThat(backend.hasDied()).isTrue();
                assertThat(client.resolveAlias(OLD)).isEqualTo(id);
            }
            died = backend.hasDied();
            if (client.exists(OLD)) {
                client.removeAlias(OLD);
            }
            assertThat(client.exists(OLD)).isFalse();
            assertThat(client.aliases(id)).as("after %s changes", changes).isEmpty();
            assertThat(changes).isLessThan(10);
        }
    }
}
