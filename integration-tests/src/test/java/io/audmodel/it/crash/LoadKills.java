package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Loops;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kills processes that load into one shared cache. */
final class LoadKills extends Kills {

    private final Workshop workshop;
    private final Repository repository;
    private final Path cache;
    private final AudModel client;
    private final Map<ModelId, FileTree> models = new LinkedHashMap<>();

    LoadKills(Workshop workshop, long seed) {
        super(seed);
        this.workshop = workshop;
        repository = workshop.repository("loaded");
        cache = workshop.fresh("cache");
        client = workshop.open(workshop.builder(repository).cacheRoot(cache));
        for (int size : new int[] {2_000, 8_000_000}) {
            Path folder = Samples.write(workshop.fresh("model"), "size " + size, size);
            models.put(
                    client.publish(PublishRequest.of(folder, "model", Version.of(size + ".0.0"))), FileTree.of(folder));
        }
    }

    @Override
    Jvm begin(int round) {
        evictAll();
        Jvm jvm = new Jvm.Launch(workshop.folder())
                .start(repository, cache, workshop.folder().resolve("none"));
        jvm.tell((round % 2 == 0 ? "load-forever " : "load-forever-by-ranges ")
                + models.keySet().stream().map(ModelId::toString).collect(Collectors.joining(",")));
        return jvm;
    }

    @Override
    String inspect(int round, List<String> said) {
        models.forEach((id, files) -> {
            Path model = folderOf(id);
            if (Files.exists(model)) {
                assertThat(FileTree.of(model))
                        .as("%s after %s", id, last(said, "phase "))
                        .isEqualTo(files);
            }
        });
        String begun = last(said, Loops.BEGIN);
        if (begun.isEmpty()) {
            return OUTSIDE;
        }
        // The next load sweeps what is left, if there is anything to load.
        ModelId id = ModelId.of(begun);
        boolean complete = Files.exists(folderOf(id));
        assertThat(FileTree.of(client.load(id))).isEqualTo(models.get(id));
        if (!complete) {
            assertThat(leftovers()).isEmpty();
        }
        boolean inside =
                !begun.equals(last(said.subList(said.lastIndexOf(Loops.BEGIN + begun), said.size()), Loops.END));
        return inside ? moment(said.subList(said.lastIndexOf(Loops.BEGIN + begun), said.size())) : OUTSIDE;
    }

    @Override
    void finish() {
        evictAll();
        models.forEach((id, files) -> assertThat(FileTree.of(client.load(id))).isEqualTo(files));
        assertThat(leftovers()).isEmpty();
    }

    private static String moment(List<String> saidSinceBegin) {
        String phase = last(saidSinceBegin, "phase ");
        return phase.isEmpty() ? "header" : phase.toLowerCase(Locale.ROOT);
    }

    private Path folderOf(ModelId id) {
        return cache.resolve(id.shortId().text()).resolve(id.version().text());
    }

    private List<Path> leftovers() {
        try (Stream<Path> all = Files.walk(cache)) {
            return all.filter(path -> path.toString().endsWith(".tmp")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the models out of the cache, and removes what the processes took out of it. */
    private void evictAll() {
        Path trash = cache.resolveSibling("trash");
        try {
            Files.createDirectories(trash);
            for (ModelId id : models.keySet()) {
                if (Files.exists(folderOf(id))) {
                    Files.move(folderOf(id), trash.resolve(id.toString()));
                }
            }
            FileTree.delete(trash);
            Files.createDirectory(trash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
