package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model tells of itself once it is published. */
interface PublishDetailsSuite extends OnStorage {

    /** Parameters as a caller's own type. */
    record Front(String feature, int bands, List<Double> window) {}

    /** Metadata as a caller's own type. */
    record Report(String optimizer, double rate, Map<String, Integer> epochs) {}

    @Test
    default void header_hasWhatThePublisherSaid(Workshop workshop) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("model", "cnn10");
        parameters.put("data", List.of("emodb", "msppodcast"));
        ModelId id = workshop.client()
                .publish(workshop.request("onnx", "1.0.0")
                        .subgroup(Subgroup.of("emotion.cnn"))
                        .parameters(parameters)
                        .author("Jöhn \"J\" D'öe")
                        .date(LocalDate.of(2020, 2, 29)));
        AudModel reader = workshop.client();
        assertThat(reader.header(id))
                .isEqualTo(new ModelHeader(
                        "Jöhn \"J\" D'öe",
                        LocalDate.of(2020, 2, 29),
                        "onnx",
                        new LinkedHashMap<>(parameters),
                        new Subgroup("emotion.cnn"),
                        Version.of("1.0.0")));
        assertThat(List.copyOf(reader.parameters(id).keySet())).isEqualTo(List.of("model", "data"));
    }

    @Test
    default void calls_answerPartsOfTheHeader(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0-rc1")
                .subgroup(Subgroup.of("emotion"))
                .author("audeering")
                .date(LocalDate.of(1999, 12, 31)));
        assertThat(client.header(id).name()).isEqualTo("onnx");
        assertThat(client.header(id).author()).isEqualTo("audeering");
        assertThat(client.header(id).date()).isEqualTo(LocalDate.of(1999, 12, 31));
        assertThat(client.header(id).subgroup()).isEqualTo(new Subgroup("emotion"));
        assertThat(client.version(id)).isEqualTo(new Version("1.0.0-rc1"));
        assertThat(client.parameters(id)).isEmpty();
    }

    @Test
    default void publish_byDefault_namesUserAndToday_andHasNoMeta(Workshop workshop) {
        Clock leapDay = Clock.fixed(Instant.parse("2028-02-29T12:00:00Z"), ZoneId.of("UTC"));
        AudModel client = workshop.open(workshop.builder(workshop.repository()).clock(leapDay));
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        assertThat(client.header(id).author()).isEqualTo(Workshop.USER);
        assertThat(client.header(id).date()).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(client.header(id).subgroup().isNone()).isTrue();
        assertThat(client.meta(id)).isEmpty();
        assertThat(new String(workshop.read(Layouts.meta(id)), StandardCharsets.UTF_8))
                .matches(
                        "# audmodel: as published, archive of \\d+ bytes, table of contents [0-9a-f]{32}\nnull\n...\n");
    }

    @Test
    default void publish_withoutSubgroup_isTheSameAsWithAnEmptyOne(Workshop workshop) {
        PublishRequest without = workshop.request("onnx", "1.0.0");
        PublishRequest empty = workshop.request("onnx", "1.0.0").subgroup(Subgroup.none());
        assertThat(empty.id()).isEqualTo(without.id());
        ModelId id = workshop.client().publish(empty);
        assertThat(workshop.objects()).contains(Layouts.archive("onnx", id));
    }

    @Test
    default void parametersAndMeta_goInAndOutAsRecords(Workshop workshop) {
        Front front = new Front("melspec", 64, List.of(0.032, 0.01));
        Report report = new Report("adam", 1e-5, Map.of("emodb", 12));
        ModelId id = workshop.client()
                .publish(workshop.request("onnx", "1.0.0").parameters(front).meta(report));
        AudModel reader = workshop.client();
        assertThat(reader.parameters(id, Front.class)).isEqualTo(front);
        assertThat(reader.meta(id, Report.class)).isEqualTo(report);
        assertThat(List.copyOf(reader.parameters(id).keySet())).isEqualTo(List.of("feature", "bands", "window"));
    }

    @Test
    default void publish_record_hasTheIdOfTheSameMap(Workshop workshop) {
        Map<String, Object> same = new LinkedHashMap<>();
        same.put("window", List.of(0.032, 0.01));
        same.put("feature", "melspec");
        same.put("bands", 64);
        PublishRequest ofRecord =
                workshop.request("onnx", "1.0.0").parameters(new Front("melspec", 64, List.of(0.032, 0.01)));
        assertThat(ofRecord.id())
                .isEqualTo(workshop.request("onnx", "1.0.0").parameters(same).id());
    }
}
