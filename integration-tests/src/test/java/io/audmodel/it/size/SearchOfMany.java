package io.audmodel.it.size;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.ShortId;
import io.audmodel.model.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A main class for {@link Jvm}: searches for the one model that an alias points to in two repositories that list many.
 * Its arguments are a folder, the number of models, and how many letters the version of each has.
 */
final class SearchOfMany {

    private static final String HEADER =
            "author: calvin\ndate: 2026-11-23\nname: onnx\nparameters: {}\nsubgroup: ''\nversion: %s\n";

    private final AudModel client;

    private SearchOfMany(AudModel client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int models = Integer.parseInt(arguments[1]);
        String version = "1.0.0-" + "a".repeat(Integer.parseInt(arguments[2]));
        try (AudModel client = AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("nobody"), Workshop.USER))
                .cacheRoot(folder.resolve("cache"))
                .repository(new Repository("memory", "one", "models"), new LongRepository(models, version))
                .repository(new Repository("memory", "two", "models"), new LongRepository(models + 10, version))
                .build()) {
            new SearchOfMany(client).obey();
        }
    }

    private void obey() throws IOException {
        Worker.say(Worker.READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            ModelQuery query = ModelQuery.all().alias("live");
            Worker.say(found(line.equals("latest") ? query.latest() : query));
        }
    }

    private String found(ModelQuery query) {
        try (Stream<FoundModel> found = client.find(query)) {
            return found.map(FoundModel::ref).toList().toString();
        } catch (AudModelException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    static ModelId id(int number, String version) {
        return new ModelId(new ShortId(String.format(Locale.ROOT, "%08x", number)), Version.of(version));
    }

    /** A repository with a long list of headers, of which one can be read. */
    private static final class LongRepository extends ForwardingBackend {

        private final int models;
        private final String version;

        LongRepository(int models, String version) {
            super(new InMemoryBackend());
            this.models = models;
            this.version = version;
            ModelId last = id(models - 1, version);
            put(Layouts.alias("live"), "uid: " + last + "\n");
            put(Layouts.header(last), HEADER.formatted(version));
        }

        private void put(String path, String text) {
            put(new ObjectPath(path), Content.of(text.getBytes(StandardCharsets.UTF_8)), PutMode.create());
        }

        @Override
        public Stream<ObjectInfo> list(ObjectPath prefix) {
            return prefix.text().equals("_uid")
                    ? IntStream.range(0, models)
                            .mapToObj(i -> new ObjectInfo(
                                    new ObjectPath(Layouts.header(id(i, version))), 100, Instant.EPOCH, null, null))
                    : super.list(prefix);
        }
    }
}
