package io.audmodel;

import io.audmodel.backend.Environment;
import io.audmodel.cache.Cache;
import io.audmodel.call.Calls;
import io.audmodel.config.Configuration;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Tree;
import io.audmodel.model.Version;
import io.audmodel.store.Versions;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and loads models, and answers every question about them. Thread-safe; make one and keep it.
 *
 * <pre>{@code
 * try (AudModel audmodel = AudModel.fromEnvironment()) {
 *     Path folder = audmodel.load(ModelRef.of("emotion-production"));
 * }
 * }</pre>
 *
 * <p>Every call that takes a reference takes an id, a short id (which stands for the latest version), a legacy id or an
 * alias. It throws {@link io.audmodel.error.NotFoundException} if every repository answered that it has no such model,
 * {@link io.audmodel.error.RepositoriesUnavailableException} (with a single repository, that one's
 * {@link io.audmodel.error.BackendException}) if one did not answer and no other has it,
 * {@link io.audmodel.error.OfflineException} if the client is offline and what is wanted is not cached, {@link
 * io.audmodel.error.CorruptContentException} if what is stored cannot be trusted or understood, and
 * {@link io.audmodel.error.CancelledException} if the thread is interrupted. All errors are {@link
 * io.audmodel.error.AudModelException}s.
 */
public final class AudModel implements AutoCloseable {

    private final Resources resources;
    private final Supplier<Cache> cache;
    private final Path cacheRoot;
    private final ClientOptions settings;
    private final Calls calls;
    private final Components parts;

    AudModel(Resources resources, Path cacheRoot, Supplier<Cache> cache, ClientOptions settings) {
        this.resources = resources;
        this.cache = cache;
        this.cacheRoot = cacheRoot;
        this.settings = settings;
        this.calls = new Calls(settings.allowance(), resources.repositories().isOffline());
        this.parts = Components.of(resources, cache, settings, calls);
    }

    /** Begins a client that is set up in code; what is not set comes from the environment. */
    public static AudModelBuilder builder() {
        return new AudModelBuilder();
    }

    /** A client set up by the environment, that is by variables and {@code ~/.config/audmodel.yaml}. */
    public static AudModel fromEnvironment() {
        return builder().build();
    }

    // ---------------------------------------------------------------- publishing and loading

    /**
     * Publishes a folder as a model. Everything is checked and serialized before the first byte is written, and the
     * model becomes visible as a whole, at the end. A publish that broke off is completed by repeating it. If only the
     * alias cannot be set, the model is published all the same and the alias's error is thrown.
     *
     * @return the id of the model
     * @throws io.audmodel.error.AlreadyExistsException if there is a model with this id
     * @throws io.audmodel.error.PublishInProgressException if somebody publishes it now, or such a publish broke off
     * @throws io.audmodel.error.InvalidArgumentException if the root is missing, no folder or empty, or holds what an
     *     archive cannot
     */
    public ModelId publish(PublishRequest request) {
        return calls.run("publish", request.name(), () -> parts.publisher().publish(request));
    }

    /**
     * Copies a model to a repository of another client, byte for byte: archive, metadata, and last the header, which makes
     * the copy visible. What is there already is not sent again: repeat a copy that broke off.
     *
     * @throws io.audmodel.error.AlreadyExistsException if the destination has another model with this id
     * @throws io.audmodel.error.ChecksumMismatchException if the archive is damaged, or was on its way
     * @throws io.audmodel.error.InvalidArgumentException if the other client does not have the repository
     */
    public CopyReport copy(CopyRequest request, AudModel destination) {
        CopyTarget target = destination.parts.copyTarget(request.destination(), destination.settings);
        return calls.run("copy", request.ref(), () -> parts.copier().copy(request, target));
    }

    /**
     * The folder with the model's files, complete; fetched if the cache has it not. The caller only reads it: it is
     * shared. A cached model needs no repository where the reference is an id.
     *
     * @throws io.audmodel.error.LockTimeoutException if another process fetches the model for longer than the lock timeout
     * @throws io.audmodel.error.CacheException if the cache cannot be written
     */
    public Path load(ModelRef ref) {
        return parts.loader()
                .cached(ref)
                .orElseGet(() -> calls.run("load", ref, () -> parts.loader().load(ref)));
    }

    /**
     * Verifies a model: its documents and its archive where it is stored, against all checksums that there are, and, if
     * it is cached, its files byte for byte. Loads the model a second time for it, beside the one that is cached.
     * Changes nothing, but that a damaged header of the cache is replaced.
     */
    public Verification verify(ModelRef ref) {
        return calls.run("verify", ref, () -> verifier(parts.resolve(ref)).verify());
    }

    /**
     * Verifies a model, and loads it again if the cache has it damaged, or not at all.
     *
     * @return the folder with the model's files
     * @throws io.audmodel.error.CorruptContentException if it is damaged in the repository; the cache is left as it is
     */
    public Path repair(ModelRef ref) {
        return calls.run("repair", ref, () -> {
            ModelKey key = parts.resolve(ref);
            verifier(key).evictDamaged(settings.lockTimeout());
            return load(key.ref());
        });
    }

    private Verifier verifier(ModelKey key) {
        Consumer<Cache> loader =
                apart -> view(apart.root(), () -> apart, settings).load(key.ref());
        return new Verifier(key, parts.headers(), parts.metadata(), cache, loader);
    }

    /**
     * A folder with those files of the model that match the patterns, complete; fetched, by ranges, if the cache has
     * neither them nor the model. It may hold more: if the model is cached as a whole, it is the folder of that. What is
     * fetched for one set of patterns is kept apart from whole models and from other sets. The caller only reads it.
     *
     * @throws io.audmodel.error.InvalidArgumentException if no file of the model matches
     */
    public Path load(ModelRef ref, FilePatterns wanted) {
        return parts.loader()
                .cached(ref, wanted)
                .orElseGet(() -> calls.run("load", ref, () -> parts.loader().load(ref, wanted)));
    }

    /** The files of the model, sorted by name. If it is not cached, only its archive's table of contents is read. */
    public List<ModelFile> files(ModelRef ref) {
        return parts.files().files(ref);
    }

    /**
     * Opens one file of the model, without loading the others. The caller closes the stream, and soon: a connection may
     * depend on it. Its errors are {@link java.io.IOException}s whose cause is ours: {@link
     * io.audmodel.error.CorruptArchiveException} at the end of content with another CRC-32 than the archive tells.
     *
     * @param file its name, as {@link #files} tells it
     * @throws io.audmodel.error.InvalidArgumentException if the model has no such file
     */
    public InputStream open(ModelRef ref, String file) {
        return parts.files().open(ref, file);
    }

    // ---------------------------------------------------------------- what a model is

    /** Whether a repository has the model now; the cache is not asked, unless the client is offline. */
    public boolean exists(ModelRef ref) {
        return calls.run("exists", ref, () -> parts.exists(ref));
    }

    /** As {@link #find(ModelQuery)}, all models. */
    public Stream<FoundModel> find() {
        return find(ModelQuery.all());
    }

    /**
     * All models of the repositories that meet the query, in no particular order, each once. Nothing is asked before the
     * stream is read; then the repositories are listed, and headers that are not cached fetched, several at a time, a
     * little ahead of the reader. The caller closes the stream. It throws while it is read; what a repository fails to
     * list is thrown at the end, after what the others have.
     */
    public Stream<FoundModel> find(ModelQuery query) {
        return parts.finder().find(query);
    }

    /** What was said of the model when it was published. Cached for ever. */
    public ModelHeader header(ModelRef ref) {
        return parts.cachedHeader(ref)
                .orElseGet(() -> calls.run("header", ref, () -> parts.headers().header(parts.resolve(ref))));
    }

    /** The name of the model. */
    public String name(ModelRef ref) {
        return header(ref).name();
    }

    /** Who published the model. */
    public String author(ModelRef ref) {
        return header(ref).author();
    }

    /** When the model was published. */
    public LocalDate date(ModelRef ref) {
        return header(ref).date();
    }

    /** The subgroup of the model, or none. */
    public Subgroup subgroup(ModelRef ref) {
        return header(ref).subgroup();
    }

    /** The version that the reference names. */
    public Version version(ModelRef ref) {
        return header(ref).version();
    }

    /** The parameters of the model, in the order in which they were given; unmodifiable. */
    public Map<Object, Object> parameters(ModelRef ref) {
        return header(ref).parameters();
    }

    /** The parameters as a record or bean of the caller's; what it has no place for is left out. */
    public <T> T parameters(ModelRef ref, Class<T> type) {
        return settings.beans().fromTree(parameters(ref), type);
    }

    // ---------------------------------------------------------------- metadata

    /** The metadata as it is now; empty if there is none; unmodifiable. */
    public Map<Object, Object> meta(ModelRef ref) {
        return calls.run("meta", ref, () -> parts.metadata().read(parts.resolve(ref)));
    }

    /** The metadata as a record or bean of the caller's; what it has no place for is left out. */
    public <T> T meta(ModelRef ref, Class<T> type) {
        return settings.beans().fromTree(meta(ref), type);
    }

    /**
     * Merges into the metadata: where both have a mapping, its entries are merged in turn; anything else is replaced.
     * Changes that others make at the same time are kept, where the repository can compare and set.
     *
     * @param update a map; one of a bean is made by {@link io.audmodel.binding.Beans#toTree}
     * @return the metadata as it is now
     */
    public Map<Object, Object> updateMeta(ModelRef ref, Map<?, ?> update) {
        Map<Object, Object> tree = settings.beans().toTree(update);
        return calls.run("updateMeta", ref, () -> parts.updateMeta(ref, now -> Tree.merge(now, tree)));
    }

    /** As {@link #updateMeta(ModelRef, Map)}, of the parts of a record. */
    public Map<Object, Object> updateMeta(ModelRef ref, Record update) {
        return updateMeta(ref, settings.beans().toTree(update));
    }

    /** Replaces the metadata as a whole; returns it as it is now. */
    public Map<Object, Object> replaceMeta(ModelRef ref, Map<?, ?> replacement) {
        Map<Object, Object> tree = settings.beans().toTree(replacement);
        return calls.run("replaceMeta", ref, () -> parts.metadata().replace(parts.resolve(ref), tree));
    }

    /** As {@link #replaceMeta(ModelRef, Map)}, by the parts of a record. */
    public Map<Object, Object> replaceMeta(ModelRef ref, Record replacement) {
        return replaceMeta(ref, settings.beans().toTree(replacement));
    }

    // ---------------------------------------------------------------- versions, addresses, aliases

    /** All published versions of the model, over all repositories, in ascending order. */
    public List<Version> versions(ModelRef ref) {
        return calls.run("versions", ref, () -> parts.versionsOf(ref));
    }

    /** The highest release; the highest pre-release if there is no release. */
    public Version latestVersion(ModelRef ref) {
        return Versions.latestOf(versions(ref));
    }

    /** The address of one of the model's files in the repository that holds it. */
    public URI url(ModelRef ref, UrlType type) {
        return calls.run("url", ref, () -> parts.url(ref, type));
    }

    /**
     * Points an alias to a model, wherever it pointed before, readable or not. Where the repository can compare and set,
     * of several callers at the same time the last one wins, and the lists of aliases agree with the aliases.
     *
     * @param ref what the alias shall point to; a short id stands for the version that is the latest now
     * @throws io.audmodel.error.InvalidArgumentException if the alias is too long to be stored
     */
    public void setAlias(Alias alias, ModelRef ref) {
        calls.run("setAlias", alias, () -> parts.setAlias(alias, ref));
    }

    /**
     * Removes an alias; the model stays. Returns what it pointed to, or null if that could not be read: no history is
     * kept. A removal that broke off is completed by repeating it.
     *
     * @throws io.audmodel.error.AliasNotFoundException if there is no such alias
     */
    public @Nullable ExactRef removeAlias(Alias alias) {
        return calls.run("removeAlias", alias, () -> parts.aliases().remove(alias))
                .orElse(null);
    }

    /**
     * What the alias points to now.
     *
     * @throws io.audmodel.error.AliasNotFoundException if there is no such alias
     */
    public ExactRef resolveAlias(Alias alias) {
        return calls.run("resolveAlias", alias, () -> parts.aliases().resolve(alias));
    }

    /** The aliases that point to the model, sorted; empty if there are none. */
    public SortedSet<Alias> aliases(ModelRef ref) {
        return calls.run("aliases", ref, () -> parts.aliasesOf(ref));
    }

    // ---------------------------------------------------------------- this client

    /** The repositories in search order; the first receives what is published. */
    public List<Repository> repositories() {
        return resources.repositories().names();
    }

    /** Whether nobody named repositories, so that those of the Python package up to 1.4 are asked, open to few. */
    public boolean hasDefaultRepositories() {
        return resources.repositories().note().isPresent();
    }

    /** Whether this client asks no repository; see {@link AudModelBuilder#offline}. */
    public boolean isOffline() {
        return resources.repositories().isOffline();
    }

    /** The models in the cache folder of this client, or of this view of it: what is there, and how to make room. */
    public ModelCache cache() {
        return new ModelCache(cache, ref -> calls.run("resolve", ref, () -> parts.resolve(ref)), settings);
    }

    /** The folder that this client, or this view of it, caches in. */
    public Path cacheRoot() {
        return cacheRoot;
    }

    /** The cache folder that the environment names for clients that are not told another one. */
    public static Path defaultCacheRoot() {
        return Configuration.of(Environment.system()).cacheRoot();
    }

    /**
     * A view of this client with another cache folder, for a single call or many. Views share the client's connections;
     * only closing the client itself releases them. A relative path is one from the working folder.
     */
    public AudModel withCacheRoot(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return view(absolute, resources.cache(absolute), settings);
    }

    /** A view of this client with another {@linkplain AudModelBuilder#lockTimeout lock timeout}, which is positive. */
    public AudModel withLockTimeout(Duration timeout) {
        return view(cacheRoot, cache, settings.withLockTimeout(timeout));
    }

    /** A view of this client with another {@linkplain AudModelBuilder#callTimeout call timeout}, which is positive. */
    public AudModel withCallTimeout(Duration timeout) {
        return view(cacheRoot, cache, settings.withCallTimeout(timeout));
    }

    /** A view of this client that tells a listener how far its publish, load and copy calls are. */
    public AudModel withProgress(ProgressListener listener) {
        return view(cacheRoot, cache, settings.withProgress(listener));
    }

    private AudModel view(Path root, Supplier<Cache> of, ClientOptions changed) {
        return new AudModel(resources.shared(), root, of, changed);
    }

    /** Releases the connections that this client opened; backends that were handed in stay open. Closing a view does nothing. */
    @Override
    public void close() {
        resources.close();
    }
}
