package io.audmodel.it.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Capability;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An alias that moves away and back while somebody else moves it, in a store that tells documents apart by their content.
 */
class AliasReturnTest {

    private static final Alias LIVE = new Alias("live");
    private static final ObjectPath DOCUMENT = new ObjectPath(Layouts.alias("live"));

    @TempDir
    private Path folder;

    @Test
    void aliasThatReturns_isNotTakenForUntouched() {
        Set<Capability> capabilities = EnumSet.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);
        assertThat(modelsThatClaimTheAlias(capabilities)).isOne();
    }

    /** Shows that the test above tests something. */
    @Test
    void aliasThatReturns_isMissed_whereAStorePromisesTooMuch() {
        assertThat(modelsThatClaimTheAlias(EnumSet.allOf(Capability.class))).isEqualTo(2);
    }

    /** Moves the alias from one model to another, and away and back in the moment before that is committed. */
    private int modelsThatClaimTheAlias(Set<Capability> capabilities) {
        InMemoryBackend memory = new InMemoryBackend();
        EtagBackend etags = new EtagBackend(memory, capabilities);
        try (Workshop workshop = new Workshop(folder, new InMemoryStorage())) {
            AudModel others = workshop.client(etags);
            ModelId first = others.publish(request(workshop, "1.0.0"));
            ModelId second = others.publish(request(workshop, "2.0.0"));
            ModelId third = others.publish(request(workshop, "3.0.0"));
            others.setAlias(LIVE, first);
            FaultyBackend slow = new FaultyBackend(etags);
            slow.before(
                    1, call -> call.operation() == Operation.PUT && call.path().equals(DOCUMENT), call -> {
                        others.setAlias(LIVE, third);
                        others.setAlias(LIVE, first);
                    });
            workshop.client(slow).setAlias(LIVE, second);
            assertThat(others.resolveAlias(LIVE)).isEqualTo(second);
            return (int) Set.of(first, second, third).stream()
                    .filter(id -> others.aliases(id).contains(LIVE))
                    .count();
        }
    }

    private static PublishRequest request(Workshop workshop, String version) {
        return workshop.request("onnx", version);
    }
}
