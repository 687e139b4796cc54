package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;

/** A removal of an alias. */
final class CrashedRemoval implements CrashPrefixes.Scenario {

    private final Alias alias;
    private final ModelId id;

    CrashedRemoval(CrashPrefixes prefixes) {
        this.alias = Alias.of(prefixes.alias());
        try (AudModel client = prefixes.client()) {
            this.id = client.publish(prefixes.request("1.0.0").alias(alias));
        }
    }

    @Override
    public void call(AudModel client) {
        client.removeAlias(alias);
    }

    @Override
    public void recover(AudModel fresh) {
        try {
            assertThat(fresh.resolveAlias(alias)).isEqualTo(id);
            assertThat(fresh.removeAlias(alias)).isEqualTo(id);
        } catch (AliasNotFoundException e) {
            assertThatExceptionOfType(AliasNotFoundException.class).isThrownBy(() -> fresh.removeAlias(alias));
        }
        assertThatExceptionOfType(AliasNotFoundException.class).isThrownBy(() -> fresh.resolveAlias(alias));
        assertThat(fresh.aliases(id)).isEmpty();
        assertThat(fresh.exists(id)).isTrue();
    }
}
