package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;

/** A copy of a model from another repository, with metadata and alias. */
final class CrashedCopy implements CrashPrefixes.Scenario {

    private final AudModel source;
    private final Alias alias;
    private final ModelId id;
    private final CopyRequest request;

    CrashedCopy(CrashPrefixes prefixes) {
        this.source = prefixes.elsewhere();
        this.alias = Alias.of(prefixes.alias());
        this.id = source.publish(prefixes.request("1.0.0").alias(alias));
        this.request = CopyRequest.of(id).withAliases();
    }

    @Override
    public void call(AudModel client) {
        source.copy(request, client);
    }

    @Override
    public void recover(AudModel fresh) {
        boolean visible = fresh.exists(id);
        if (visible) {
            CrashedPublish.requireWhole(fresh, id);
        } else {
            assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> fresh.versions(id));
            assertThatExceptionOfType(AliasNotFoundException.class).isThrownBy(() -> fresh.resolveAlias(alias));
        }
        assertThat(source.copy(request, fresh).present()).hasSize(visible ? 1 : 0);
        CrashedPublish.requireWhole(fresh, id);
        assertThat(fresh.resolveAlias(alias)).isEqualTo(id);
        assertThat(fresh.aliases(id)).containsExactly(alias);
        assertThat(fresh.versions(id)).containsExactly(id.version());
    }
}
