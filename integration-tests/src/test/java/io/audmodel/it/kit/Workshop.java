package io.audmodel.it.kit;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What one test works in: repositories, clients with caches of their own, and sample models. Thread-safe. */
public final class Workshop implements AutoCloseable {

    /** Whom clients take for the user. */
    public static final String USER = "sphinx";

    private final Path folder;
    private final Storage storage;
    private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final AtomicInteger folders = new AtomicInteger();

    public Workshop(Path folder, Storage storage) {
        this.folder = folder;
        this.storage = storage;
    }

    /** All of this is removed after the test. */
    public Path folder() {
        return folder;
    }

    /** The start of a JVM that may use the repositories. */
    public Jvm.Launch launch() {
        Jvm.Launch launch = new Jvm.Launch(folder);
        storage.variables().forEach(launch::variable);
        return launch;
    }

    /** A path at which nothing is yet. */
    public Path fresh(String name) {
        return folder.resolve(name + "-" + folders.incrementAndGet());
    }

    /** The repository of tests that need one. */
    public Repository repository() {
        return repository("models");
    }

    /** The repository of that name, empty at first. */
    public Repository repository(String name) {
        return repositories.computeIfAbsent(name, storage::create);
    }

    /** A new connection to a repository. */
    public Backend connect(Repository repository) {
        Backend backend = storage.connect(repository);
        opened.push(backend);
        return backend;
    }

    /** A new connection to the repository that can be made to fail. */
    public FaultyBackend faulty() {
        return new FaultyBackend(connect(repository()));
    }

    /** A client of these repositories, by default of the one repository, with an empty cache. */
    public AudModel client(Repository... searched) {
        AudModelBuilder builder = builder();
        List<Repository> all = searched.length == 0 ? List.of(repository()) : Arrays.asList(searched);
        all.forEach(repository -> storage.addTo(builder, repository));
        return open(builder);
    }

    /** A client of the one repository through this connection, with an empty cache. */
    public AudModel client(Backend backend) {
        return open(builder().repository(repository(), backend));
    }

    /** The beginnings of a client: an empty cache, and no environment. */
    public AudModelBuilder builder() {
        return AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("home"), USER))
                .cacheRoot(fresh("cache"));
    }

    /** Adds a repository in the way in which users do. */
    public AudModelBuilder builder(Repository repository) {
        return storage.addTo(builder(), repository);
    }

    public AudModel open(AudModelBuilder builder) {
        AudModel client = builder.build();
        opened.push(client);
        return client;
    }

    /** A folder with the files of a model; the seed decides on their content. */
    public Path model(String seed) {
        return Samples.write(fresh("model"), seed);
    }

    /** A request for a sample model whose files depend on name and version. */
    public PublishRequest request(String name, String version) {
        return PublishRequest.of(model(name + " " + version), name, Version.of(version));
    }

    /** Everything that is in the repository, temporary files included. */
    public SortedSet<String> everything(Repository repository) {
        return storage.everything(repository);
    }

    /** The objects in the one repository, without an adapter's own files. */
    public SortedSet<String> objects() {
        return objects(repository());
    }

    public SortedSet<String> objects(Repository repository) {
        return everything(repository).stream()
                .filter(name -> name.indexOf('~') < 0 && !Layouts.isAnnouncement(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All files of the test but those in caches. */
    public SortedMap<String, String> outsideCaches() {
        SortedMap<String, String> files = new TreeMap<>(FileTree.of(folder).files());
        files.keySet().removeIf(name -> name.startsWith("cache-"));
        return files;
    }

    /** The content of an object of the one repository. */
    public byte[] read(String path) {
        return read(repository(), path);
    }

    public byte[] read(Repository repository, String path) {
        try (Backend backend = storage.connect(repository);
                ObjectBody body = backend.get(new ObjectPath(path), ByteRange.all())) {
            return body.stream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an object of the one repository, whatever is there. */
    public void write(String path, Content content) {
        try (Backend backend = storage.connect(repository())) {
            backend.put(new ObjectPath(path), content, PutMode.overwrite());
        }
    }

    /** Another archive in the place of a model's, whose header then names none, as Python's names none. */
    public void replaceArchive(String group, ModelId id, byte[] zip) {
        write(Layouts.archive(group, id), Content.of(zip));
        write(
                Layouts.header(id),
                new String(read(Layouts.header(id)), StandardCharsets.UTF_8).replaceFirst("^# audmodel: .*\n", ""));
    }

    public void write(String path, String text) {
        write(path, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Deletes an object of the one repository. */
    public void delete(String path) {
        try (Backend backend = storage.connect(repository())) {
            backend.delete(new ObjectPath(path));
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close what a test opened", e);
            }
        }
    }
}
