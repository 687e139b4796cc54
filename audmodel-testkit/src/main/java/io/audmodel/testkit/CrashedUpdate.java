package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.ModelId;
import java.util.Map;

/** A change of metadata. */
final class CrashedUpdate implements CrashPrefixes.Scenario {

    private static final Map<Object, Object> OLD = Map.of("state", "old");
    private static final Map<Object, Object> NEW = Map.of("state", "new", "more", 1);

    private final ModelId id;

    CrashedUpdate(CrashPrefixes prefixes) {
        try (AudModel client = prefixes.client()) {
            this.id = client.publish(prefixes.request("1.0.0"));
        }
    }

    @Override
    public void call(AudModel client) {
        client.updateMeta(id, NEW);
    }

    @Override
    public void recover(AudModel fresh) {
        assertThat(fresh.meta(id)).isIn(OLD, NEW);
        assertThat(fresh.updateMeta(id, NEW)).isEqualTo(NEW);
        assertThat(fresh.meta(id)).isEqualTo(NEW);
    }
}
