package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishes what is in the repositories that the Python package wrote, and compares both, name by name and byte by byte. */
class SameLayoutTest {

    /**
     * Cannot be published anew: a model under a legacy id, which no publisher makes any more, and one whose parameters
     * hold a tuple, which only Python can tell from a list.
     */
    private static final Set<String> LEFT_OUT = Set.of("0a881d86-6ca9-9927-c23a-72221934ecdb", "0fafbc88-1.0.0");

    private static final Expected EXPECTED = Expected.read();

    @TempDir
    Path folder;

    @Test
    void publish_writesTheNamesAndTheDocumentsOfTheReference() throws IOException {
        for (Repository reference : EXPECTED.repositories()) {
            Repository ours = new FsStorage(folder.resolve("host")).create(reference.name());
            List<Expected.Model> models = EXPECTED.models().stream()
                    .filter(model -> model.urls().get("model").startsWith(reference.name() + "/"))
                    .filter(model -> !LEFT_OUT.contains(model.uid()))
                    .toList();
            copy(reference, ours, models);
            requireSame(FsStorage.root(reference), FsStorage.root(ours));
        }
    }

    private void copy(Repository reference, Repository ours, List<Expected.Model> models) {
        Environment nobody = Environment.of(Map.of(), folder, "nobody");
        Path cache = folder.resolve("cache");
        try (AudModel reader = AudModel.builder()
                        .environment(nobody)
                        .cacheRoot(cache)
                        .repository(reference)
                        .build();
                AudModel publisher = AudModel.builder()
                        .environment(nobody)
                        .cacheRoot(cache)
                        .repository(ours)
                        .build()) {
            assertThat(models).isNotEmpty();
            for (Expected.Model model : models) {
                ModelRef ref = ModelRef.of(model.uid());
                PublishRequest request = PublishRequest.of(reader.load(ref), model.name(), Version.of(model.version()))
                        .subgroup(Subgroup.of(model.subgroup()))
                        .parameters(reader.parameters(ref))
                        .author(model.author())
                        .date(model.date());
                if (!reader.meta(ref).isEmpty()) {
                    request = request.meta(reader.meta(ref));
                }
                assertThat(publisher.publish(request)).hasToString(model.uid());
                for (Alias alias : model.aliases()) {
                    publisher.setAlias(alias, ref);
                }
            }
        }
    }

    private static void requireSame(Path reference, Path ours) throws IOException {
        Predicate<String> compared = name ->
                LEFT_OUT.stream().noneMatch(id -> name.contains("/" + id + ".") || name.contains("/" + id + "-"));
        Map<String, String> theirs = documents(reference, compared);
        assertThat(documents(ours, name -> name.indexOf('~') < 0)).isEqualTo(theirs);
        assertThat(theirs.keySet()).anyMatch(name -> name.endsWith(".alias.yaml"));
        assertThat(theirs.keySet()).anyMatch(name -> name.endsWith(".zip"));
    }

    /** Names with the text of those that are YAML; of archives the names alone: no two tools compress alike. */
    private static Map<String, String> documents(Path root, Predicate<String> compared) throws IOException {
        Map<String, String> documents = new TreeMap<>();
        for (String name : FileTree.of(root).names()) {
            if (compared.test(name)) {
                documents.put(name, name.endsWith(".yaml") ? uncommented(root.resolve(name)) : "");
            }
        }
        return documents;
    }

    /** Without the line in which a publish of ours names its parts, which Python does not see. */
    private static String uncommented(Path document) throws IOException {
        return Files.readString(document).replaceFirst("^# audmodel: .*\n", "");
    }
}
