package io.audmodel.it.suite;

import static io.audmodel.testkit.FaultyBackend.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.Comparison;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models found by what they are. */
interface FindSuite extends OnStorage {

    ModelQuery ALL = ModelQuery.all();

    /** A small zoo of models. */
    record Zoo(AudModel client, ModelId small, ModelId large, ModelId next, ModelId preview, ModelId other) {

        static Zoo of(Workshop workshop) {
            AudModel client = workshop.client();
            return new Zoo(
                    client,
                    client.publish(workshop.request("onnx", "1.0.0")
                            .subgroup(Subgroup.of("emotion.cnn"))
                            .parameters(Map.of("layers", 3))
                            .author("anna")
                            .date(LocalDate.of(2024, 1, 1))
                            .meta(Map.of("uar", Map.of("emodb", 0.6)))
                            .alias(Alias.of("prod"))),
                    client.publish(workshop.request("onnx", "1.0.0")
                            .subgroup(Subgroup.of("emotion.cnn"))
                            .parameters(Map.of("layers", 10))
                            .author("bert")
                            .date(LocalDate.of(2025, 1, 1))
                            .meta(Map.of("uar", Map.of("emodb", 0.8)))),
                    client.publish(workshop.request("onnx", "10.0.0")
                            .subgroup(Subgroup.of("emotion.cnn"))
                            .parameters(Map.of("layers", 3))
                            .author("anna")
                            .date(LocalDate.of(2026, 1, 1))
                            .alias(Alias.of("prod-next"))),
                    client.publish(workshop.request("onnx", "11.0.0-rc1")
                            .subgroup(Subgroup.of("emotion.cnn"))
                            .parameters(Map.of("layers", 3))
                            .author("anna")
                            .date(LocalDate.of(2026, 2, 1))),
                    client.publish(
                            workshop.request("torch", "2.0.0").author("carl").date(LocalDate.of(2026, 3, 1))));
        }

        List<ExactRef> find(ModelQuery query) {
            return FindSuite.find(client, query);
        }
    }

    static List<ExactRef> find(AudModel client, ModelQuery query) {
        try (Stream<FoundModel> found = client.find(query)) {
            return new ArrayList<>(found.map(FoundModel::ref).toList());
        }
    }

    @Test
    default void find_all_tellsHeaderAndRepository(Workshop workshop) {
        Zoo zoo = Zoo.of(workshop);
        assertThat(zoo.find(ALL)).containsExactlyInAnyOrder(zoo.small, zoo.large, zoo.next, zoo.preview, zoo.other);
        try (Stream<FoundModel> found = workshop.client().find()) {
            assertThat(found).hasSize(5).allSatisfy(model -> {
                assertThat(model.header()).isEqualTo(zoo.client.header(model.ref()));
                assertThat(model.repository()).contains(workshop.repository());
            });
        }
    }

    @Test
    default void find_byWhatHeadersSay(Workshop workshop) {
        Zoo zoo = Zoo.of(workshop);
        assertThat(zoo.find(ALL.name("to*"))).containsExactly(zoo.other);
        assertThat(zoo.find(ALL.name("on"))).isEmpty();
        assertThat(zoo.find(ALL.subgroup("emotion.*"))).hasSize(4).doesNotContain(zoo.other);
        assertThat(zoo.find(ALL.subgroup(""))).containsExactly(zoo.other);
        assertThat(zoo.find(ALL.author("?ert"))).containsExactly(zoo.large);
        assertThat(zoo.find(ALL.publishedFrom(LocalDate.of(2025, 1, 1)).publishedUntil(LocalDate.of(2026, 1, 1))))
                .containsExactlyInAnyOrder(zoo.large, zoo.next);
        assertThat(zoo.find(ALL.parameter("layers", 10))).containsExactly(zoo.large);
        assertThat(zoo.find(ALL.parameter("layers", Comparison.LESS, 10).name("onnx")))
                .containsExactlyInAnyOrder(zoo.small, zoo.next, zoo.preview);
        assertThat(zoo.find(ALL.parameter("missing", Comparison.NOT_EQUAL, 1))).isEmpty();
    }

    @Test
    default void find_byMetadata_seesWhatTheyAreNow(Workshop workshop) {
        Zoo zoo = Zoo.of(workshop);
        ModelQuery good = ALL.meta("uar.emodb", Comparison.AT_LEAST, 0.7);
        assertThat(zoo.find(good)).containsExactly(zoo.large);
        workshop.client().updateMeta(zoo.small, Map.of("uar", Map.of("emodb", 0.9)));
        assertThat(zoo.find(good)).containsExactlyInAnyOrder(zoo.small, zoo.large);
        assertThat(zoo.find(good.author("anna"))).containsExactly(zoo.small);
    }

    @Test
    default void find_byAlias(Workshop workshop) {
        Zoo zoo = Zoo.of(workshop);
        assertThat(zoo.find(ALL.alias("prod"))).containsExactly(zoo.small);
        assertThat(zoo.find(ALL.alias("prod*"))).containsExactlyInAnyOrder(zoo.small, zoo.next);
        assertThat(zoo.find(ALL.alias("*"))).hasSize(2);
        assertThat(zoo.find(ALL.alias("nobody"))).isEmpty();
        assertThat(zoo.find(ALL.alias("no*"))).isEmpty();
        assertThat(zoo.find(ALL.alias("not an alias!"))).isEmpty();
    }

    @Test
    default void find_latest_isDecidedBeforeTheOtherConditions(Workshop workshop) {
        Zoo zoo = Zoo.of(workshop);
        assertThat(zoo.find(ALL.latest())).containsExactlyInAnyOrder(zoo.next, zoo.large, zoo.other);
        assertThat(zoo.find(ALL.latest().publishedUntil(LocalDate.of(2024, 12, 31))))
                .isEmpty();
        ModelId preview = zoo.client.publish(workshop.request("new", "1.0.0-rc1"));
        assertThat(zoo.find(ALL.latest().name("new"))).containsExactly(preview);
    }

    @Test
    default void find_again_costsTheListingAlone(Workshop workshop) {
        Zoo.of(workshop);
        FaultyBackend backend = workshop.faulty();
        AudModel client = workshop.client(backend);
        assertThat(find(client, ALL)).hasSize(5);
        assertThat(backend.count(call -> call.operation() == Operation.GET)).isEqualTo(5);
        assertThat(find(client, ALL.name("onnx"))).hasSize(4);
        assertThat(backend.count(call -> call.operation() == Operation.GET)).isEqualTo(5);
        assertThat(backend.count(call -> call.operation() == Operation.LIST)).isEqualTo(2);
        assertThat(backend.calls()).hasSize(7);
    }

    @Test
    default void find_asksNothingBeforeItIsRead_andGivesUpWhenClosed(Workshop workshop) {
        Zoo.of(workshop);
        FaultyBackend backend = workshop.faulty();
        AudModel client = workshop.client(backend);
        try (Stream<FoundModel> found = client.find(ALL.alias("prod*"))) {
            assertThat(found).isNotNull();
            assertThat(backend.calls()).isEmpty();
        }
        try (Stream<FoundModel> found = client.find(ALL)) {
            assertThat(found.findFirst()).isPresent();
        }
        assertThat(find(client, ALL)).hasSize(5);
    }

    @Test
    default void find_inSeveralRepositories_findsEachModelOnce(Workshop workshop) {
        Zoo zoo = Zoo.of(workshop);
        Repository second = workshop.repository("second");
        AudModel there = workshop.client(second);
        ModelId same = there.publish(workshop.request("torch", "2.0.0").author("second"));
        ModelId more = there.publish(workshop.request("torch", "3.0.0").alias(Alias.of("more")));
        assertThat(same).isEqualTo(zoo.other);
        AudModel both = workshop.client(workshop.repository(), second);
        assertThat(find(both, ALL))
                .containsExactlyInAnyOrder(zoo.small, zoo.large, zoo.next, zoo.preview, zoo.other, more);
        assertThat(find(both, ALL.author("second"))).isEmpty();
        assertThat(find(both, ALL.name("torch").latest())).containsExactly(more);
        assertThat(find(both, ALL.alias("*o*"))).containsExactlyInAnyOrder(zoo.small, zoo.next, more);
    }

    @Test
    default void find_withASilentRepository_givesWhatTheOthersHave_andThenFails(Workshop workshop) {
        Zoo.of(workshop);
        Repository silent = workshop.repository("silent");
        FaultyBackend backend = new FaultyBackend(workshop.connect(silent));
        backend.before(1, call -> call.operation() == Operation.LIST, failing(UnavailableException::new));
        AudModel client = workshop.open(workshop.builder()
                .repository(silent, backend)
                .repository(workshop.repository(), workshop.connect(workshop.repository())));
        List<ExactRef> found = new ArrayList<>();
        try (Stream<FoundModel> stream = client.find(ALL)) {
            Iterator<FoundModel> models = stream.iterator();
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> models.forEachRemaining(model -> found.add(model.ref())));
        }
        assertThat(found).hasSize(5);
    }

    @Test
    default void find_leavesOutWhatIsNoHeader(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        workshop.write("_uid/00000000/1.0.0/00000000-1.0.0.header.yaml", "not: a header\n");
        workshop.write("_uid/readme/1.0.0/readme-1.0.0.header.yaml", "not: a header\n");
        workshop.write("_alias/odd/1.0.0/odd-1.0.0.txt", "no alias");
        assertThat(find(workshop.client(), ALL)).containsExactly(id);
    }

    @Test
    default void find_offline_searchesTheCache(Workshop workshop) {
        Zoo zoo = Zoo.of(workshop);
        zoo.client.load(zoo.small);
        zoo.client.meta(zoo.small);
        zoo.client.load(zoo.next);
        zoo.client.resolveAlias(new Alias("prod"));
        OfflineSuite.Offline offline = OfflineSuite.Offline.on(workshop, zoo.client.cacheRoot());
        assertThat(find(offline.client(), ALL)).containsExactlyInAnyOrder(zoo.small, zoo.next);
        assertThat(find(offline.client(), ALL.alias("prod*").meta("uar.emodb", 0.6)))
                .containsExactly(zoo.small);
        assertThat(find(offline.client(), ALL.latest())).containsExactly(zoo.next);
        try (Stream<FoundModel> found = offline.client().find(ALL)) {
            assertThat(found).allMatch(model -> model.repository().isEmpty());
        }
        assertThat(offline.backend().asked()).isZero();
    }
}
