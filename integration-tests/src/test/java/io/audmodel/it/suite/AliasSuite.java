package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.NotFoundException;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Names that point to models. */
interface AliasSuite extends OnStorage {

    Alias LIVE = new Alias("live");

    @Test
    default void setAlias_isResolvedByEveryClient(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        client.setAlias(LIVE, id);
        AudModel reader = workshop.client();
        assertThat(reader.resolveAlias(LIVE)).isEqualTo(id);
        assertThat(reader.aliases(id)).containsExactly(LIVE);
        assertThat(reader.header(LIVE)).isEqualTo(client.header(id));
        // The comment is there where the storage cannot tell an alias that moved away and back from one that stayed.
        assertThat(new String(workshop.read(Layouts.alias("live")), StandardCharsets.UTF_8))
                .matches("uid: " + id + "\n(# [0-9a-f-]+\n)?");
    }

    @Test
    default void setAlias_severalOnOneModel_areSorted(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        for (String name : new String[] {"b", "a", "C", "a-1", "a.b"}) {
            client.setAlias(new Alias(name), id);
        }
        assertThat(client.aliases(id)).extracting(Alias::name).containsExactly("C", "a", "a-1", "a.b", "b");
    }

    @Test
    default void setAlias_moves_andListsFollow(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0"));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0"));
        client.setAlias(LIVE, one);
        client.setAlias(LIVE, two);
        client.setAlias(LIVE, one);
        client.setAlias(LIVE, two);
        assertThat(client.resolveAlias(LIVE)).isEqualTo(two);
        assertThat(client.aliases(one)).isEmpty();
        assertThat(client.aliases(two)).containsExactly(LIVE);
    }

    @Test
    default void setAlias_again_changesNothing(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        SortedSet<String> before = workshop.objects();
        client.setAlias(LIVE, LIVE);
        assertThat(workshop.objects()).isEqualTo(before);
        assertThat(client.aliases(id)).containsExactly(LIVE);
    }

    @Test
    default void setAlias_toShortId_staysWithTheVersionThatWasTheLatest(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId one = client.publish(workshop.request("onnx", "1.0.0"));
        client.setAlias(LIVE, one.shortId());
        client.publish(workshop.request("onnx", "2.0.0"));
        assertThat(client.resolveAlias(LIVE)).isEqualTo(one);
    }

    @Test
    default void setAlias_toAMissingModel_isRefused(Workshop workshop) {
        AudModel client = workshop.client();
        for (String missing : new String[] {"00000000-1.0.0", "00000000", "nobody"}) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.setAlias(LIVE, ModelRef.of(missing)))
                    .withMessageContaining(missing);
        }
        assertThat(workshop.everything(workshop.repository())).isEmpty();
    }

    @Test
    default void setAlias_whereAnotherRepositoryHasIt_isWhatEverybodyResolves(Workshop workshop) {
        Repository second = workshop.repository("second");
        AudModel client = workshop.client(workshop.repository(), second);
        ModelId one = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        ModelId two = client.publish(workshop.request("onnx", "2.0.0").repository(second));
        client.setAlias(LIVE, two);
        assertThat(client.resolveAlias(LIVE)).isEqualTo(two);
        assertThat(client.aliases(one)).isEmpty();
        assertThat(client.aliases(two)).containsExactly(LIVE);
    }

    @Test
    default void resolveAlias_missing_namesIt(Workshop workshop) {
        AudModel client = workshop.client();
        assertThatExceptionOfType(AliasNotFoundException.class)
                .isThrownBy(() -> client.resolveAlias(LIVE))
                .withMessageContaining("live");
        assertThat(client.exists(LIVE)).isFalse();
        for (String mistyped : new String[] {"98C3FF2B-1.0.0", "8c3ff2b-1.0.0", "98c3ff2b1"}) {
            assertThatExceptionOfType(AliasNotFoundException.class)
                    .isThrownBy(() -> client.load(ModelRef.of(mistyped)))
                    .withMessageContainingAll(mistyped, "eight digits and letters from a to f, in lower case");
        }
    }

    @Test
    default void aliases_ofAModelWithoutAny_areNone_andOfAMissingModelAnError(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        assertThat(client.aliases(id)).isEmpty();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.aliases(ModelRef.of("00000000-1.0.0")))
                .withMessageContaining("00000000-1.0.0");
    }

    @Test
    default void references_canBeAliases_whereverOneIsTaken(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
        assertThat(client.exists(LIVE)).isTrue();
        assertThat(client.versions(LIVE)).containsExactly(id.version());
        assertThat(client.aliases(LIVE)).containsExactly(LIVE);
        assertThat(client.updateMeta(LIVE, Map.of("k", 1))).containsEntry("k", 1);
        assertThat(client.meta(LIVE)).isEqualTo(client.meta(id));
    }
}
