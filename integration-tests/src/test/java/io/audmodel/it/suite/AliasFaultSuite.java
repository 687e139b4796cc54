package io.audmodel.it.suite;

import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.UnavailableException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Aliases when something fails: nobody loses one, and trying again brings both directions to agree. */
interface AliasFaultSuite extends OnStorage {

    Alias PROD = new Alias("prod");

    @Test
    default void publishThatFails_leavesAnAliasOfAnotherModelAlone(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId holder = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("prod")));
        SortedSet<String> before = workshop.objects();

        assertThatExceptionOfType(UnserializableValueException.class)
                .isThrownBy(() -> client.publish(workshop.request("onnx", "2.0.0")
                        .alias(Alias.of("prod"))
                        .meta(Map.of("bad", new Object()))));
        for (String step : new String[] {".zip", ".meta.yaml", ".header.yaml"}) {
            FaultyBackend backend = workshop.faulty();
            backend.before(1, call -> call.is(Operation.PUT, step), failing(UnavailableException::new));
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> workshop.client(backend)
                            .publish(workshop.request("onnx", "2.0.0").alias(Alias.of("prod"))));
        }
        assertThat(workshop.objects())
                .containsAll(before)
                .noneMatch(path -> path.endsWith("2.0.0.header.yaml") || path.contains(".aliases-2.0.0"));
        assertThat(client.resolveAlias(PROD)).isEqualTo(holder);
        assertThat(client.aliases(holder)).containsExactly(PROD);
    }

    @Test
    default void publishWhoseAliasFails_hasPublishedTheModel(Workshop workshop) {
        FaultyBackend backend = workshop.faulty();
        backend.before(1, call -> call.is(Operation.PUT, ".alias.yaml"), failing(UnavailableException::new));
        AudModel client = workshop.client(backend);
        PublishRequest request = workshop.request("onnx", "1.0.0").alias(Alias.of("prod"));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.publish(request));
        assertThat(client.load(request.id())).isNotEmptyDirectory();
        assertThat(client.aliases(request.id())).isEmpty();
        client.setAlias(PROD, request.id());
        assertThat(client.aliases(request.id())).containsExactly(PROD);
    }

    @Test
    default void moveThatFails_isUndone(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("prod")));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        FaultyBackend backend = workshop.faulty();
        backend.before(1, call -> call.is(Operation.PUT, ".alias.yaml"), failing(UnavailableException::new));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> workshop.client(backend).setAlias(PROD, two));
        assertThat(client.resolveAlias(PROD)).isEqualTo(one);
        assertThat(client.aliases(one)).containsExactly(PROD);
        assertThat(client.aliases(two)).isEmpty();
    }

    @Test
    default void moveThatBreaksOffAnywhere_isCompletedByRepeatingIt(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0"));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        boolean died = true;
        for (int changes = 0; died; changes++) {
            client.setAlias(PROD, one);
            Crashing backend = new Crashing(workshop.connect(workshop.repository()), changes);
            try {
                workshop.client(backend).setAlias(PROD, two);
            } catch (UnavailableException e) {
                assertThat(backend.hasDied()).isTrue();
            }
            died = backend.hasDied();
            assertThat(client.resolveAlias(PROD)).isIn(one, two);
            client.setAlias(PROD, two);
            assertThat(client.resolveAlias(PROD)).isEqualTo(two);
            assertThat(client.aliases(two)).as("after %s changes", changes).containsExactly(PROD);
            assertThat(client.aliases(one)).as("after %s changes", changes).isEmpty();
            assertThat(changes).isLessThan(10);
        }
    }
}
