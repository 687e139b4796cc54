package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the Python package publishes is read here, and one cache folder serves both. */
interface PythonWritesSuite extends BesidePython {

    private static String publish(Python python, Path model, String version) {
        return (String) python.callWith(
                Map.of(
                        "version",
                        version,
                        "alias",
                        "live",
                        "author",
                        "Jöhn",
                        "date",
                        LocalDate.of(2026, 11, 23),
                        "meta",
                        Map.of("k", List.of(1, 2)),
                        "subgroup",
                        "emotion.cnn"),
                "publish",
                model.toString(),
                "onnx",
                Map.of("model", "cnn10"));
    }

    @Test
    default void whatPythonPublishes_isReadHere(Workshop workshop) {
        Path model = workshop.model("files");
        try (Python python = python(workshop)) {
            ModelRef ref = ModelRef.of(publish(python, model, "1.0.0"));
            AudModel client = workshop.client();
            assertThat(FileTree.of(client.load(ref))).isEqualTo(FileTree.of(model));
            assertThat(FileTree.of(client.load(new Alias("live")))).isEqualTo(FileTree.of(model));
            assertThat(client.header(ref).author()).isEqualTo("Jöhn");
            assertThat(client.header(ref).date()).isEqualTo(LocalDate.of(2026, 11, 23));
            assertThat(client.parameters(ref)).isEqualTo(Map.of("model", "cnn10"));
            assertThat(client.meta(ref)).isEqualTo(Map.of("k", List.of(1, 2)));
            assertThat(client.aliases(ref)).containsExactly(new Alias("live"));

            python.call("set_alias", "second", ref.toString());
            assertThat(client.resolveAlias(new Alias("second"))).isEqualTo(ref);
            assertThat(client.aliases(ref)).containsExactly(new Alias("live"), new Alias("second"));
        }
    }

    @Test
    default void anAliasThatPythonLeftInTwoLists_belongsToOneModelAfterItIsSetHere(Workshop workshop) {
        try (Python python = python(workshop)) {
            ModelRef one = ModelRef.of(publish(python, workshop.model("one"), "1.0.0"));
            ModelRef two = ModelRef.of(publish(python, workshop.model("two"), "2.0.0"));
            AudModel client = workshop.client();
            assertThat(client.resolveAlias(new Alias("live"))).isEqualTo(two);
            client.setAlias(new Alias("live"), one);
            client.setAlias(new Alias("live"), two);
            assertThat(client.aliases(one)).isEmpty();
            assertThat(client.aliases(two)).containsExactly(new Alias("live"));
        }
    }

    @Test
    default void oneCacheFolder_servesBoth(Workshop workshop) {
        AudModel client = workshop.client();
        ModelRef ours = client.publish(workshop.request("onnx", "1.0.0").meta(Map.of("k", 1)));
        ModelRef theirs = client.publish(workshop.request("onnx", "2.0.0").meta(Map.of("k", 2)));
        try (Python python = python(workshop, client.cacheRoot())) {
            FileTree first = FileTree.of(client.load(ours));
            client.meta(ours);
            FileTree second = FileTree.of(Path.of((String) python.call("load", theirs.toString())));
            python.call("meta", theirs.toString());

            removeArchives(workshop);
            Path loadedByPython = Path.of((String) python.call("load", ours.toString()));
            assertThat(loadedByPython).isEqualTo(client.load(ours));
            assertThat(FileTree.of(loadedByPython)).isEqualTo(first);
            assertThat(FileTree.of(client.load(theirs))).isEqualTo(second);
            assertThat(client.meta(theirs)).isEqualTo(Map.of("k", 2));
            assertThat(python.call("meta", ours.toString())).isEqualTo(Map.of("k", 1));
        }
    }

    private static void removeArchives(Workshop workshop) {
        Backend backend = workshop.connect(workshop.repository());
        workshop.objects().stream()
                .filter(name -> name.endsWith(".zip"))
                .map(ObjectPath::new)
                .forEach(backend::delete);
    }
}
