package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.CopyReport;
import io.audmodel.CopyRequest;
import io.audmodel.PublishRequest;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.DamagingBackend;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Call;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Models that move from one repository to another: whole or not at all, and nothing twice. */
interface CopySuite extends OnStorage {

    private static PublishRequest request(Workshop workshop, String version) {
        return workshop.request("onnx", version)
                .subgroup(Subgroup.of("emotion.cnn"))
                .parameters(Map.of("layers", 3))
                .meta(Map.of("round", version));
    }

    private static Repository second(Workshop workshop) {
        return workshop.repository("second");
    }

    @Test
    default void copy_isTheSameModel(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0").alias(Alias.of("live")));
        AudModel destination = workshop.client(second(workshop));

        CopyReport report = source.copy(CopyRequest.of(new Alias("live")), destination);

        assertThat(report.copied()).containsExactly(id);
        assertThat(report.present()).isEmpty();
        assertThat(report.bytesSent()).isGreaterThan(10_000);
        AudModel reader = workshop.client(second(workshop));
        assertThat(FileTree.of(reader.load(id))).isEqualTo(FileTree.of(source.load(id)));
        assertThat(reader.header(id)).isEqualTo(source.header(id));
        assertThat(reader.meta(id)).isEqualTo(source.meta(id));
        assertThat(reader.aliases(id)).isEmpty();
        assertThat(workshop.objects(second(workshop))).hasSize(3).isSubsetOf(workshop.objects());
    }

    @Test
    default void copy_ofAllVersions_withAliases(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId one = source.publish(request(workshop, "1.0.0").alias(Alias.of("old")));
        ModelId two = source.publish(request(workshop, "10.0.0").alias(Alias.of("live")));
        AudModel destination = workshop.client(second(workshop));
        ModelId before = destination.publish(workshop.request("torch", "1.0.0").alias(Alias.of("live")));

        CopyReport report = source.copy(CopyRequest.of(two).withAllVersions().withAliases(), destination);

        assertThat(report.copied()).containsExactly(one, two);
        assertThat(destination.versions(one.shortId())).containsExactly(one.version(), two.version());
        assertThat(destination.resolveAlias(new Alias("old"))).isEqualTo(one);
        assertThat(destination.resolveAlias(new Alias("live"))).isEqualTo(two);
        assertThat(destination.aliases(two)).containsExactly(new Alias("live"));
        assertThat(destination.aliases(before)).isEmpty();
    }

    @Test
    default void copy_leavesOutAliasesThatPointElsewhere(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId one = source.publish(request(workshop, "1.0.0"));
        ModelId two = source.publish(request(workshop, "2.0.0").alias(Alias.of("live")));
        workshop.write(Layouts.aliases(one), "aliases:\n- gone\n- live\n");
        AudModel destination = workshop.client(second(workshop));
        source.copy(CopyRequest.of(two).withAllVersions().withAliases(), destination);
        assertThat(destination.aliases(one)).isEmpty();
        assertThat(destination.resolveAlias(new Alias("live"))).isEqualTo(two);
        assertThat(destination.exists(new Alias("gone"))).isFalse();
    }

    @Test
    default void copy_toARepositoryThatIsNotTheFirst_goesThereAlone(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0").alias(Alias.of("live")));
        Repository first = workshop.repository("first");
        Repository wanted = workshop.repository("wanted");
        AudModel destination = workshop.client(first, wanted);
        CopyRequest request = CopyRequest.of(id).withAliases();
        assertThat(source.copy(request.to(wanted), destination).copied()).containsExactly(id);
        assertThat(workshop.objects(first)).isEmpty();
        assertThat(workshop.client(wanted).resolveAlias(Alias.of("live"))).isEqualTo(id);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> source.copy(request.to(workshop.repository("other")), destination))
                .withMessageContaining("not one of this client's");
    }

    @Test
    default void copy_withoutMeta_hasNone(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0"));
        AudModel destination = workshop.client(second(workshop));
        source.copy(CopyRequest.of(id).withoutMeta(), destination);
        assertThat(destination.meta(id)).isEmpty();
        assertThat(destination.updateMeta(id, Map.of("k", 1))).isEqualTo(Map.of("k", 1));
    }

    @Test
    default void copy_again_sendsNothing(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0"));
        FaultyBackend there = new FaultyBackend(workshop.connect(second(workshop)));
        AudModel destination = workshop.open(workshop.builder().repository(second(workshop), there));
        source.copy(CopyRequest.of(id), destination);
        Predicate<Call> put = call -> call.operation() == Operation.PUT
                && !Layouts.isAnnouncement(call.path().text());
        long puts = there.count(put);
        assertThat(puts).isEqualTo(3);

        CopyReport again = source.copy(CopyRequest.of(id), destination);
        assertThat(again.copied()).isEmpty();
        assertThat(again.present()).containsExactly(id);
        assertThat(again.bytesSent()).isZero();
        assertThat(there.count(put)).isEqualTo(puts);
    }

    @Test
    default void copy_toItsOwnRepository_doesNothing(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0"));
        assertThat(source.copy(CopyRequest.of(id), source).present()).containsExactly(id);
    }

    @Test
    default void copyThatBreaksOffAnywhere_isCompletedByRepeatingIt_andSendsNoArchiveTwice(Workshop workshop) {
        AudModel source = workshop.client();
        List<ModelId> ids = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            ids.add(source.publish(request(workshop, i + ".0.0").alias(Alias.of("alias-" + i))));
        }
        CopyRequest request = CopyRequest.of(ids.get(0)).withAllVersions().withAliases();
        FaultyBackend there = new FaultyBackend(workshop.connect(second(workshop)));
        boolean died = true;
        for (int changes = 0; died; changes++) {
            Crashing crashing = new Crashing(there, changes % 2 + 1);
            try {
                source.copy(request, workshop.open(workshop.builder().repository(second(workshop), crashing)));
            } catch (UnavailableException e) {
                assertThat(crashing.hasDied()).isTrue();
            }
            died = crashing.hasDied();
            AudModel reader = workshop.client(second(workshop));
            for (ModelId id : ids) {
                if (reader.exists(id)) {
                    assertThat(FileTree.of(reader.load(id))).isEqualTo(FileTree.of(source.load(id)));
                    assertThat(reader.meta(id)).isEqualTo(source.meta(id));
                }
            }
            assertThat(changes).isLessThan(30);
        }
        assertThat(workshop.objects(second(workshop))).isEqualTo(workshop.objects());
        for (String end : List.of(".zip", ".header.yaml", ".meta.yaml")) {
            assertThat(there.count(call -> call.is(Operation.PUT, end))).as(end).isEqualTo(3);
        }
    }

    @Test
    default void copyThatBrokeOff_takesTheMetadataAsTheyAreNow(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0"));
        Crashing crashing = new Crashing(workshop.connect(second(workshop)), 2);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> source.copy(
                        CopyRequest.of(id), workshop.open(workshop.builder().repository(second(workshop), crashing))));
        source.replaceMeta(id, Map.of("changed", true));
        AudModel destination = workshop.client(second(workshop));
        source.copy(CopyRequest.of(id), destination);
        assertThat(destination.meta(id)).isEqualTo(Map.of("changed", true));
    }

    @Test
    default void copy_overAnotherModelOfThatId_isRefused(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0"));
        AudModel destination = workshop.client(second(workshop));
        destination.publish(request(workshop, "1.0.0").author("somebody-else"));
        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() -> source.copy(CopyRequest.of(id), destination))
                .withMessageContainingAll(id.toString(), second(workshop).toString());
        assertThat(destination.header(id).author()).isEqualTo("somebody-else");
    }

    @Test
    default void copy_ofADamagedArchive_isNotVisible(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0"));
        AudModel damaging = workshop.client(new DamagingBackend(workshop.connect(workshop.repository())));
        AudModel destination = workshop.client(second(workshop));
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> damaging.copy(CopyRequest.of(id), destination));
        assertThat(destination.exists(id)).isFalse();
        source.copy(CopyRequest.of(id), destination);
        assertThat(FileTree.of(destination.load(id))).isEqualTo(FileTree.of(source.load(id)));
    }

    @Test
    default void copy_ofAMissingModel_isNotFound(Workshop workshop) {
        AudModel destination = workshop.client(second(workshop));
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> workshop.client().copy(CopyRequest.of(ModelRef.of("00000000-1.0.0")), destination));
        assertThat(workshop.everything(second(workshop))).isEmpty();
    }

    @Test
    default void copy_keepsEveryByteOfTheDocuments(Workshop workshop) {
        AudModel source = workshop.client();
        ModelId id = source.publish(request(workshop, "1.0.0"));
        String odd = "# by hand\nround:   1\n";
        workshop.write(Layouts.meta(id), odd);
        source.copy(CopyRequest.of(id), workshop.client(second(workshop)));
        assertThat(new String(workshop.read(second(workshop), Layouts.meta(id)), StandardCharsets.UTF_8))
                .isEqualTo(odd);
    }
}
