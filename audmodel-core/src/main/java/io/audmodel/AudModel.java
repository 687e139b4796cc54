package io.audmodel;

import io.audmodel.cache.Cache;
import io.audmodel.cache.HeldModel;
import io.audmodel.call.Calls;
import io.audmodel.config.Configuration;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.Follower;
import io.audmodel.health.ClientHealth;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ResolvedModel;
import io.audmodel.model.Version;
import io.audmodel.trust.ModelSignatures;
import io.audmodel.value.Tree;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes, loads and describes models. Thread-safe; make one client and keep it.
 *
 * <pre>{@code
 * try (AudModel audmodel = AudModel.fromEnvironment()) {
 *     Path folder = audmodel.load(ModelRef.of("emotion-production"));
 * }
 * }</pre>
 *
 * <p>Every call that takes a reference takes an id, a short id (which stands for the latest version), a legacy id or an alias. It
 * throws {@link io.audmodel.error.NotFoundException} if every repository answered that it has no such model, {@link
 * io.audmodel.error.RepositoriesUnavailableException} (with a single repository, that one's {@link
 * io.audmodel.error.BackendException}) if one did not answer and no other has the model, {@link
 * io.audmodel.error.OfflineException} if the client is offline and needs what is not cached, {@link
 * io.audmodel.error.CorruptContentException} if what is stored cannot be trusted or understood, and {@link
 * io.audmodel.error.CancelledException} if the thread is interrupted. All errors are {@link io.audmodel.error.AudModelException}s.
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
        this.calls = new Calls(settings.allowance(), resources.repositories().isOffline(), settings.events());
        this.parts = Components.of(resources, cache, cacheRoot, settings, calls);
    }

    /** Returns a builder for a client; what you do not set there comes from the environment. */
    public static AudModelBuilder builder() {
        return new AudModelBuilder();
    }

    /** Makes a client as the environment says: by variables and {@code ~/.config/audmodel.yaml}. */
    public static AudModel fromEnvironment() {
        return builder().build();
    }

    /**
     * Publishes a folder as a model, and returns its id. The client checks and serializes everything before it writes the first
     * byte; the model becomes visible as a whole, at the end. Repeating an interrupted publish completes it. If only the alias
     * cannot be set, the model stays published, and the alias's error is thrown.
     *
     * @throws io.audmodel.error.AlreadyExistsException if there is a model with this id
     * @throws io.audmodel.error.PublishInProgressException if such a publish is under way, or was interrupted
     * @throws io.audmodel.error.InvalidArgumentException if the root is missing, empty or no folder, or has what archives cannot
     */
    public ModelId publish(PublishRequest request) {
        return calls.run("publish", request.name(), () -> parts.publisher().publish(request));
    }

    /**
     * Copies a model to a repository of another client, byte for byte: archive, metadata, and last the header, which makes the
     * copy visible. Repeating an interrupted copy sends only what the destination lacks.
     *
     * @throws io.audmodel.error.AlreadyExistsException if the destination has another model with this id
     * @throws io.audmodel.error.ChecksumMismatchException if the archive is damaged, where it is stored or on the way
     * @throws io.audmodel.error.InvalidArgumentException if the other client does not have the repository
     */
    public CopyReport copy(CopyRequest request, AudModel destination) {
        CopyTarget target = destination.parts.copyTarget(request.destination(), destination.settings);
        return calls.run("copy", request.ref(), () -> parts.copier().copy(request, target));
    }

    /**
     * Returns the folder with all files of the model, and fetches them if they are not cached. Do not change the folder: others
     * share it. A cached model needs no repository where the reference is an id.
     *
     * @throws io.audmodel.error.LockTimeoutException if another process fetches the model for longer than the lock timeout
     * @throws io.audmodel.error.CacheException if the cache cannot be written
     */
    public Path load(ModelRef ref) {
        return parts.loader().load(ref);
    }

    /**
     * Verifies a model: its documents and archive in the repository against all known checksums, and its cached files byte for
     * byte. The client loads it a second time for this, and changes nothing but a damaged header in the cache.
     */
    public Verification verify(ModelRef ref) {
        return calls.run("verify", ref, () -> verifier(parts.resolve(ref)).verify());
    }

    /**
     * Verifies a model, loads it again if it is damaged in the cache, or not cached, and returns its folder. One that is
     * damaged in a {@linkplain AudModelBuilder#cacheBases base} stays there, hidden by an intact one in the cache folder.
     *
     * @throws io.audmodel.error.CorruptContentException if it is damaged in the repository; the cache stays as it is
     */
    public Path repair(ModelRef ref) {
        return calls.run("repair", ref, () -> {
            ModelKey key = parts.resolve(ref);
            boolean isDamaged = verifier(key).evictDamaged(settings.lockTimeout());
            Supplier<Cache> top = () -> cache.get().layers().get(0);
            return (isDamaged ? view(cacheRoot, top, settings) : this).load(key.ref());
        });
    }

    /** Loads a model, and follows the reference from then on: checks it so often, on average. See {@link Follower}. */
    public Follower follow(ModelRef ref, Duration every, FollowOption... options) {
        return resources.follow(ref, every, parts.source(this::hold, this::repair, settings, calls), options);
    }

    private Verifier verifier(ModelKey key) {
        return parts.verifier(key, cache, apart -> view(apart.root(), () -> apart, settings.unheard()).parts);
    }

    /**
     * Returns a folder with all files of the model that match the patterns, and fetches them by ranges if they are not cached. If
     * the whole model is cached, this is its folder, which holds the other files too. Do not change the folder: others share it.
     *
     * @throws io.audmodel.error.InvalidArgumentException if the model is not cached and none of its files matches
     */
    public Path load(ModelRef ref, FilePatterns wanted) {
        return parts.loader().load(ref, wanted);
    }

    /** Does what {@link #load(ModelRef)} does, and keeps the model from prunes and removals until the result is closed. */
    public HeldModel hold(ModelRef ref) {
        return parts.loader().hold(ref);
    }

    /** Does what {@link #load(ModelRef, FilePatterns)} does, and keeps the files as {@link #hold(ModelRef)} does. */
    public HeldModel hold(ModelRef ref, FilePatterns wanted) {
        return parts.loader().hold(ref, wanted);
    }

    /** Lists the files of the model by name. Of an uncached model it reads only the archive's table of contents. */
    public List<ModelFile> files(ModelRef ref) {
        return parts.files().files(ref);
    }

    /**
     * Opens one file of the model, without loading the others. Close the stream soon: it may hold a connection. Its reads throw
     * {@link java.io.IOException}s whose cause is an error of this library, also at the end, where the CRC-32 is compared.
     *
     * @param file its name, as {@link #files} lists it
     * @throws io.audmodel.error.InvalidArgumentException if the model has no such file
     */
    public InputStream open(ModelRef ref, String file) {
        return parts.files().open(ref, file);
    }

    /** Returns whether a repository has the model now. Only an offline client looks in the cache instead. */
    public boolean exists(ModelRef ref) {
        return calls.run("exists", ref, () -> parts.exists(ref));
    }

    /** Finds all models, as {@link #find(ModelQuery)} does. */
    public Stream<FoundModel> find() {
        return find(ModelQuery.all());
    }

    /**
     * Finds all models that meet the query, each once, in no particular order. Only reading the stream lists the repositories, and
     * prefetches headers that are not cached. It may throw; the error of a repository that cannot be listed comes last. Close it.
     */
    public Stream<FoundModel> find(ModelQuery query) {
        return parts.finder().find(query);
    }

    /** Returns the header: what the publisher said of the model. It never changes, and stays in the cache. */
    public ModelHeader header(ModelRef ref) {
        return parts.header(ref, calls);
    }

    /** Returns the version that the reference stands for. */
    public Version version(ModelRef ref) {
        return header(ref).version();
    }

    /** Returns the parameters of the model, in the order of the publisher; unmodifiable. */
    public Map<Object, Object> parameters(ModelRef ref) {
        return header(ref).parameters();
    }

    /** Returns the parameters as a record or bean of yours, without what the type has no property for. */
    public <T> T parameters(ModelRef ref, Class<T> type) {
        return settings.beans().fromTree(parameters(ref), type);
    }

    /** Returns the current metadata; empty if there is none; unmodifiable. */
    public Map<Object, Object> meta(ModelRef ref) {
        return calls.run("meta", ref, () -> parts.meta(ref));
    }

    /** Returns the metadata as a record or bean of yours, without what the type has no property for. */
    public <T> T meta(ModelRef ref, Class<T> type) {
        return settings.beans().fromTree(meta(ref), type);
    }

    /**
     * Merges a map into the metadata, and returns the result: where both have a mapping, its entries are merged in turn; anything
     * else is replaced. Where the repository can compare and set, concurrent changes of others are kept.
     */
    public Map<Object, Object> updateMeta(ModelRef ref, Map<?, ?> update) {
        Map<Object, Object> tree = settings.beans().toTree(update);
        return updateMeta(ref, now -> Tree.merge(now, tree));
    }

    /**
     * Changes the metadata by a function of the present ones, which are unmodifiable, and returns the result: {@code meta ->
     * Tree.without(meta, "recall", "test")} removes a key. If another writer was quicker, it is called again with what that stored.
     */
    public Map<Object, Object> updateMeta(ModelRef ref, UnaryOperator<Map<Object, Object>> change) {
        UnaryOperator<Map<Object, Object>> tree = now -> settings.beans().toTree(change.apply(now));
        return calls.run("updateMeta", ref, () -> parts.updateMeta(ref, tree));
    }

    /** Merges the components of a record, as {@link #updateMeta(ModelRef, Map)} does. */
    public Map<Object, Object> updateMeta(ModelRef ref, Record update) {
        return updateMeta(ref, settings.beans().toTree(update));
    }

    /** Replaces all metadata, and returns what is stored now. */
    public Map<Object, Object> replaceMeta(ModelRef ref, Map<?, ?> replacement) {
        Map<Object, Object> tree = settings.beans().toTree(replacement);
        return calls.run("replaceMeta", ref, () -> parts.metadata().replace(parts.resolve(ref), tree));
    }

    /** Replaces all metadata by the components of a record. */
    public Map<Object, Object> replaceMeta(ModelRef ref, Record replacement) {
        return replaceMeta(ref, settings.beans().toTree(replacement));
    }

    /** Returns all published versions of the model in all repositories, in ascending order. */
    public List<Version> versions(ModelRef ref) {
        return calls.run("versions", ref, () -> parts.versionsOf(ref));
    }

    /** Returns the highest release, or the highest pre-release if there is no release. */
    public Version latestVersion(ModelRef ref) {
        return Version.latestOf(versions(ref));
    }

    /** Returns the address of one of the model's stored files, in the repository that has the model. */
    public URI url(ModelRef ref, UrlType type) {
        return calls.run("url", ref, () -> parts.url(ref, type));
    }

    /**
     * Points an alias to a model, wherever it pointed before, even if it was damaged. Where the repository can compare and set,
     * the last of several concurrent callers wins, and each model's list of aliases agrees with the aliases.
     *
     * @param ref the new target; a short id stands for the version that is the latest now
     * @throws io.audmodel.error.InvalidArgumentException if the alias is too long to be stored
     */
    public void setAlias(Alias alias, ModelRef ref) {
        calls.run("setAlias", alias, () -> parts.setAlias(alias, ref));
    }

    /**
     * Removes an alias, or throws an {@link io.audmodel.error.AliasNotFoundException}; the model stays. Returns its target, or
     * null if that could not be read: there is no history. Repeating an interrupted removal completes it.
     */
    public @Nullable ExactRef removeAlias(Alias alias) {
        return calls.run("removeAlias", alias, () -> parts.aliases().remove(alias))
                .orElse(null);
    }

    /** Returns the current target of an alias, or throws an {@link io.audmodel.error.AliasNotFoundException}. */
    public ExactRef resolveAlias(Alias alias) {
        return calls.run("resolveAlias", alias, () -> parts.aliases().resolve(alias));
    }

    /** Returns the id that a reference stands for, and whether that {@linkplain ResolvedModel#isStale is stale}. */
    public ResolvedModel resolve(ModelRef ref) {
        return calls.run("resolve", ref, () -> parts.resolveOrCached(ref));
    }

    /** Returns the aliases that point to the model, sorted; empty if there are none. */
    public SortedSet<Alias> aliases(ModelRef ref) {
        return calls.run("aliases", ref, () -> parts.aliasesOf(ref));
    }

    /** Returns the signatures of a model in the repository that has it, to list, add and remove them. */
    public ModelSignatures signatures(ModelRef ref) {
        return parts.signatures(ref, calls);
    }

    /** Returns the repositories in search order; the first receives what you publish. */
    public List<Repository> repositories() {
        return resources.repositories().names();
    }

    /** Returns what each repository stores, in search order. */
    public List<RepositoryInventory> inventories() {
        return parts.inventories(resources.serializer(), settings, calls);
    }

    /** Returns whether no repository is configured, so that those of the Python package up to 1.4 are used. */
    public boolean hasDefaultRepositories() {
        return resources.repositories().note().isPresent();
    }

    /** Returns whether this client asks no repository; see {@link AudModelBuilder#offline}. */
    public boolean isOffline() {
        return resources.repositories().isOffline();
    }

    /** Returns what this client requires of models, as text that changes with it; empty if it requires nothing. */
    public String requirement() {
        return resources.policies().requirement();
    }

    /** Tries all repositories and the cache at once, for 5 seconds or a shorter call timeout. Failures are values. */
    public ClientHealth check() {
        return parts.health().run(settings.checkTimeout());
    }

    /** Returns the models in the cache folder of this client or view, to list, remove and prune them. */
    public ModelCache cache() {
        return new ModelCache(cache, ref -> calls.run("resolve", ref, () -> parts.resolve(ref)), settings);
    }

    /** Returns the cache folder of this client or view. */
    public Path cacheRoot() {
        return cacheRoot;
    }

    /** Returns the cache folder that the environment names; a client without one of its own uses it. */
    public static Path defaultCacheRoot() {
        return Configuration.ofSystem().cacheRoot();
    }

    /**
     * Returns a view of this client with another cache folder alone, without bases, for a single call or many. Views share the
     * client's connections; only closing the client itself releases them. A relative path starts from the working folder.
     */
    public AudModel withCacheRoot(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return view(absolute, resources.cache(absolute), settings);
    }

    /** Returns a view with another {@linkplain AudModelBuilder#lockTimeout lock timeout}, which is positive. */
    public AudModel withLockTimeout(Duration timeout) {
        return view(cacheRoot, cache, settings.withLockTimeout(timeout));
    }

    /** Returns a view with another {@linkplain AudModelBuilder#callTimeout call timeout}, which is positive. */
    public AudModel withCallTimeout(Duration timeout) {
        return view(cacheRoot, cache, settings.withCallTimeout(timeout));
    }

    /** Returns a view of this client whose listener receives the progress of publish, load and copy. */
    public AudModel withProgress(ProgressListener listener) {
        return view(cacheRoot, cache, settings.withProgress(listener));
    }

    private AudModel view(Path root, Supplier<Cache> of, ClientOptions changed) {
        return new AudModel(resources.shared(), root, of, changed);
    }

    /** Releases the connections that this client opened; your own backends stay open. Closing a view does nothing. */
    @Override
    public void close() {
        resources.close();
    }
}
