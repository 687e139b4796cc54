package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;

/** A call that sets a new alias, or moves it from one model to another. */
final class CrashedAlias implements CrashPrefixes.Scenario {

    private final Alias alias;
    private final ModelId old;
    private final ModelId target;
    private final boolean moves;

    CrashedAlias(CrashPrefixes prefixes, boolean moves) {
        this.alias = Alias.of(prefixes.alias());
        this.moves = moves;
        try (AudModel client = prefixes.client()) {
            this.old = client.publish(prefixes.request("1.0.0"));
            this.target = client.publish(prefixes.request("1.0.0"));
            if (moves) {
                client.setAlias(alias, old);
            }
        }
    }

    @Override
    public void call(AudModel client) {
        client.setAlias(alias, target);
    }

    @Override
    public void recover(AudModel fresh) {
        try {
            assertThat(fresh.resolveAlias(alias)).isIn(old, target);
        } catch (AliasNotFoundException e) {
            assertThat(moves).as("an existing alias is lost").isFalse();
        }
        fresh.setAlias(alias, target);
        assertThat(fresh.resolveAlias(alias)).isEqualTo(target);
        assertThat(fresh.aliases(target)).containsExactly(alias);
        assertThat(fresh.aliases(old)).isEmpty();
    }
}
