package io.audmodel.djl;

import ai.djl.repository.AbstractRepository;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.repository.zoo.DefaultModelZoo;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.util.Progress;
import io.audmodel.AudModel;
import io.audmodel.error.AudModelException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.NotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One model, which is loaded when DJL prepares it; until then nobody is asked. */
final class AudModelRepository extends AbstractRepository {

    private final ModelUrl url;
    private final Clients clients;
    private final String artifactId;
    private final Metadata metadata;
    private volatile @Nullable Path loaded;

    AudModelRepository(String name, URI uri, ModelUrl url, Clients clients) {
        super(name, uri);
        this.url = url;
        this.clients = clients;
        this.artifactId = arguments.getOrDefault("artifact_id", url.toString());
        this.metadata = metadata();
    }

    private Metadata metadata() {
        Artifact artifact = new Artifact();
        artifact.setName(arguments.getOrDefault("model_name", url.name()));
        artifact.getArguments().putAll(arguments);
        artifact.getArguments().remove(ModelUrl.INCLUDE);
        Metadata all = new Metadata.MatchAllMetadata();
        all.setArtifactId(artifactId);
        all.setRepositoryUri(URI.create(""));
        all.setArtifacts(List.of(artifact));
        return all;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public List<MRL> getResources() {
        return List.of(MRL.undefined(this, DefaultModelZoo.GROUP_ID, artifactId));
    }

    /** DJL calls this for its log as well, so that it must not ask anybody. */
    @Override
    public Metadata locate(MRL mrl) {
        return metadata;
    }

    @Override
    public Artifact resolve(MRL mrl, Map<String, String> filter) {
        return metadata.getArtifacts().get(0);
    }

    @Override
    public void prepare(Artifact artifact, @Nullable Progress progress) throws IOException {
        Path place = load(progress).resolve(url.path());
        if (Files.notExists(place)) {
            throw undeclared(
                    new ModelNotFoundException("the model " + url.ref() + " has no folder or file " + url.path()));
        }
        artifact.setFiles(items(place));
        loaded = place;
    }

    private Path load(@Nullable Progress progress) throws IOException {
        try {
            if (progress == null) {
                return call(this::load);
            }
            try (ProgressOfDjl listener = new ProgressOfDjl(progress)) {
                return call(audmodel -> load(audmodel.withProgress(listener)));
            }
        } catch (NotFoundException | InvalidArgumentException e) {
            // What is invalid here can only be a pattern that no file of the model matches.
            throw undeclared(new ModelNotFoundException(e.getMessage(), e));
        }
    }

    private Path load(AudModel audmodel) {
        return url.wanted().map(wanted -> audmodel.load(url.ref(), wanted)).orElseGet(() -> audmodel.load(url.ref()));
    }

    /** Calls with errors as DJL declares them, but for absence. */
    private <T> T call(Function<AudModel, T> call) throws IOException {
        try {
            return clients.call(call);
        } catch (NotFoundException | InvalidArgumentException e) {
            throw e;
        } catch (AudModelException e) {
            throw new IOException("the model " + url + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    /**
     * Throws what all callers of loaders declare, and repositories do not. DJL then looks behind the next URL, and its error
     * has this one as its cause; without one it would say "no matching filter found".
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException undeclared(ModelNotFoundException absence) throws E {
        throw (E) absence;
    }

    private static Map<String, Artifact.Item> items(Path place) throws IOException {
        Map<String, Artifact.Item> items = new LinkedHashMap<>();
        try (Stream<Path> files = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
            for (Path file : files.sorted().toList()) {
                Artifact.Item item = new Artifact.Item();
                item.setName(String.valueOf(file.getFileName()));
                item.setUri(item.getName());
                item.setType(Files.isDirectory(file) ? "dir" : "file");
                item.setSize(Files.isDirectory(file) ? 0 : Files.size(file));
                items.put(item.getName(), item);
            }
        }
        return items;
    }

    /** The model where it was loaded last; before that a folder that is never there, by which DJL knows. */
    @Override
    public Path getResourceDirectory(Artifact artifact) throws IOException {
        Path place = loaded;
        return place == null
                ? getCacheDirectory().resolve(".not-loaded").resolve(url.ref().toString())
                : place;
    }

    @Override
    public Path getCacheDirectory() throws IOException {
        return call(AudModel::cacheRoot);
    }

    @Override
    protected URI resolvePath(Artifact.Item item, @Nullable String path) throws IOException {
        Path place = getResourceDirectory(item.getArtifact());
        Path file = Files.isDirectory(place) ? place.resolve(item.getName()) : place;
        return (path == null ? file : file.resolve(path)).toUri();
    }
}
