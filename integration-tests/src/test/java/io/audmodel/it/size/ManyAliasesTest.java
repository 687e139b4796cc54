package io.audmodel.it.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.suite.OfflineSuite;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A model with many aliases, as many as {@code -Daudmodel.aliases=20000} says. A client that lists them keeps one note
 * of all of them, for offline clients.
 */
@Tag("reliability")
@Tag("one-jdk")
class ManyAliasesTest implements OnStorage {

    private static final int ALIASES = Integer.getInteger("audmodel.aliases", 2_000);

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void aLongListOfAliases_isListedInOneNote_andKnownOffline(Workshop workshop) throws IOException {
        AudModel online = workshop.client();
        ModelId id = online.publish(workshop.request("onnx", "1.0.0"));
        List<String> names = names();
        list(workshop, id, names);
        long before = filesOf(online);

        long begin = System.nanoTime();
        assertThat(online.aliases(id)).extracting(Alias::name).containsExactlyElementsOf(names);
        System.out.printf("aliases test: %d in %d ms%n", ALIASES, (System.nanoTime() - begin) / 1_000_000);

        assertThat(filesOf(online) - before).isLessThan(5);
        AudModel offline = OfflineSuite.Offline.on(workshop, online.cacheRoot()).client();
        assertThat(offline.aliases(id)).extracting(Alias::name).containsExactlyElementsOf(names);
        assertThat(offline.resolveAlias(new Alias(names.get(7)))).isEqualTo(id);
        online.load(id);
        try (Stream<FoundModel> found = offline.find(ModelQuery.all().alias("many-*"))) {
            assertThat(found.count()).isEqualTo(1);
        }
    }

    @Test
    void anAliasThatChangesLists_isKnownByTheOneSeenLast(Workshop workshop) {
        AudModel online = workshop.client();
        ModelId one = online.publish(workshop.request("onnx", "1.0.0"));
        ModelId two = online.publish(workshop.request("onnx", "2.0.0"));
        AudModel offline = OfflineSuite.Offline.on(workshop, online.cacheRoot()).client();
        Alias alias = new Alias("many-1");
        list(workshop, one, List.of("many-1", "many-2"));
        online.aliases(one);
        assertThat(offline.resolveAlias(alias)).isEqualTo(one);
        list(workshop, two, List.of("many-1"));
        online.aliases(two);
        assertThat(offline.resolveAlias(alias)).isEqualTo(two);
        assertThat(offline.aliases(one)).containsExactly(new Alias("many-2"));

        online.setAlias(alias, one);
        assertThat(offline.resolveAlias(alias)).isEqualTo(one);
        online.removeAlias(alias);
        assertThat(offline.aliases(one)).containsExactly(new Alias("many-2"));
        list(workshop, two, List.of("many-1"));
        online.aliases(two);
        assertThat(offline.resolveAlias(alias)).isEqualTo(two);
    }

    private static List<String> names() {
        return IntStream.range(0, ALIASES)
                .mapToObj(i -> String.format("many-%06d", i))
                .toList();
    }

    /** Writes the list alone, as other clients that set the aliases would have left it. */
    private static void list(Workshop workshop, ModelId id, List<String> names) {
        String document = names.stream().collect(Collectors.joining("\n- ", "aliases:\n- ", "\n"));
        ObjectPath path = new ObjectPath(Layouts.aliases(id));
        try (Backend backend = workshop.connect(workshop.repository())) {
            backend.delete(path);
            backend.put(path, Content.of(document.getBytes(StandardCharsets.UTF_8)), PutMode.create());
        }
    }

    private static long filesOf(AudModel client) throws IOException {
        if (!Files.exists(client.cacheRoot())) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(client.cacheRoot())) {
            return all.count();
        }
    }
}
