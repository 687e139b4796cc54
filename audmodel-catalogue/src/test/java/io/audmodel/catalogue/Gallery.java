package io.audmodel.catalogue;

import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Subgroup;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page with models of two names, the versions of which get better. */
final class Gallery {

    final List<ModelId> emotion;
    final ModelId gender;
    final Path page;

    Gallery(Path folder) {
        try (Shelf shelf = new Shelf(folder)) {
            emotion = List.of(emotion(shelf, 1), emotion(shelf, 2), emotion(shelf, 10));
            gender = shelf.publish(shelf.request("gender", "1.0.0")
                    .subgroup(Subgroup.of("speech.cnn"))
                    .author("ben")
                    .date(LocalDate.of(2024, 5, 1))
                    .parameters(Map.of("layers", 5, "net", "cnn14"))
                    .meta(Map.of("recall", Map.of("emodb", 0.9)))
                    .alias(Alias.of("gender-production")));
            page = Path.of(Catalogue.of(shelf.client())
                    .title("Models & more")
                    .write(shelf.site())
                    .page());
        }
    }

    private static ModelId emotion(Shelf shelf, int version) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("net", "cnn10");
        parameters.put("layers", 3);
        parameters.put("optimizer", Map.of("name", "adam", "rate", 1e-4));
        parameters.put("sizes", List.of(64, 32));
        return shelf.publish(shelf.request("emotion", version + ".0.0")
                .subgroup(Subgroup.of("emotion.mlp"))
                .date(LocalDate.of(2024, version, 1))
                .parameters(parameters)
                .meta(Map.of("recall", Map.of("emodb", 0.5 + version / 100.0), "note", "run " + version))
                .alias(Alias.of(version == 10 ? "emotion-production" : "emotion-" + version)));
    }

    String ref(int index) {
        return emotion.get(index).toString();
    }
}
