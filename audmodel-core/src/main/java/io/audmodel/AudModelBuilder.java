package io.audmodel;

import io.audmodel.admission.Policies;
import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.binding.Beans;
import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.call.Lazy;
import io.audmodel.config.Configuration;
import io.audmodel.dryrun.DryRun;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.event.CallObserver;
import io.audmodel.event.EventListener;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.event.jfr.FlightRecording;
import io.audmodel.health.Setting;
import io.audmodel.layers.CacheChoice;
import io.audmodel.layers.CacheFolders;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.plugin.Plugins;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import io.audmodel.store.Connection;
import io.audmodel.store.RangeShares;
import io.audmodel.store.Repositories;
import io.audmodel.store.StaleIfError;
import io.audmodel.store.Store;
import io.audmodel.store.UncommentedSerializer;
import io.audmodel.trust.ModelPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets up a client. What is not set comes from the environment, then from the defaults. Not thread-safe. */
public final class AudModelBuilder {

    private static final Duration DEFAULT_GRACE = Duration.ofHours(24);

    private final Map<RepositoryAddress, Map<String, String>> repositories = new LinkedHashMap<>();
    private final Map<RepositoryAddress, Backend> backends = new LinkedHashMap<>();
    private final List<EventListener> listeners = new ArrayList<>();
    private Policies policies = Policies.none();
    private Environment environment = Environment.system();
    private Clock clock = new SystemClock();
    private ArchiveLimits limits = ArchiveLimits.defaults();
    private Beans beans = Beans.standard();
    private Duration lockTimeout = ClientOptions.DEFAULT_LOCK_TIMEOUT;
    private Duration grace = DEFAULT_GRACE;
    private @Nullable CallObserver observer;
    private ProgressListener progress = CallerProgress.SILENT;
    private Path temporaryRoot = Path.of(System.getProperty("java.io.tmpdir"));
    private Function<Plugins, Serializer> serializer = plugins -> new YamlSerializerProvider().create();
    private CacheChoice cache = CacheChoice.none();
    private @Nullable ClassLoader classLoader;
    private @Nullable Boolean offline;
    private @Nullable Boolean cachedIfUnavailable;
    private @Nullable Duration callTimeout;
    private @Nullable DryRun dryRun;

    AudModelBuilder() {}

    /** Adds a repository; the order of the calls is the search order, and the first receives what is published. */
    public AudModelBuilder repository(Repository repository) {
        return repository(repository, Map.of());
    }

    /** Adds a repository with options of its backend, as {@link RepositoryAddress#of} reads them from text. */
    public AudModelBuilder repository(RepositoryAddress address) {
        return repository(address.repository(), address.options());
    }

    /**
     * Adds a repository with options of its backend, such as credentials; each backend documents its options, and
     * refuses others. You may add one repository twice only with two values of the option {@code prefix}.
     *
     * @throws InvalidArgumentException if it was added before
     */
    public AudModelBuilder repository(Repository repository, Map<String, String> options) {
        add(RepositoryAddress.place(repository, options), options);
        return this;
    }

    /** Adds a repository with a backend of your own. The client does not close it: close it after the client. */
    public AudModelBuilder repository(Repository repository, Backend backend) {
        RepositoryAddress place = RepositoryAddress.place(repository, Map.of());
        add(place, Map.of());
        backends.put(place, backend);
        return this;
    }

    /**
     * Sets the cache folder; by default the one that the environment names. A {@code ~} is not replaced, and {@link
     * #build} refuses one that is no folder.
     */
    public AudModelBuilder cacheRoot(Path root) {
        cache = cache.withRoot(root);
        return this;
    }

    /**
     * Sets read-only caches below the cache folder, such as one in a container's image: a model is taken from the first
     * folder that has it, and nothing is ever written to these. They may come later. The default is {@code
     * AUDMODEL_CACHE_BASES}, separated by commas; then {@code cache_bases} of the file, if it is read at all; then none.
     */
    public AudModelBuilder cacheBases(List<Path> roots) {
        cache = cache.withBases(roots);
        return this;
    }

    /** Sets the permissions of all that is made in the cache; the default is {@code AUDMODEL_CACHE_PERMISSIONS}, then the umask. */
    public AudModelBuilder cachePermissions(CachePermissions permissions) {
        cache = cache.withPermissions(permissions);
        return this;
    }

    /** Sets a cache of your own, in place of the one on the class path. */
    public AudModelBuilder cache(Cache instance) {
        cache = cache.withCache(instance);
        return this;
    }

    /**
     * Sets a serializer of your own, in place of YAML. Only clients with the same serializer can read what this client writes;
     * the Python package cannot.
     */
    public AudModelBuilder serializer(Serializer instance) {
        serializer = plugins -> new UncommentedSerializer(instance);
        return this;
    }

    /**
     * Sets the format of documents by its name, {@code yaml} by default. {@link #build} looks for a {@link SerializerProvider}
     * of this name, and throws a {@link ConfigurationException} if no jar has one, or several have.
     */
    public AudModelBuilder serializer(String name) {
        serializer = plugins -> new UncommentedSerializer(plugins.serializer(name));
        return this;
    }

    /** Sets the conversion between records or beans and parameters or metadata; by default {@link Beans#standard}. */
    public AudModelBuilder beans(Beans other) {
        beans = other;
        return this;
    }

    /** Sets the environment variables, home folder and user; by default those of the process. */
    public AudModelBuilder environment(Environment other) {
        environment = other;
        return this;
    }

    /** Sets the clock, which gives a publish its date and tells the age of what interrupted publishes left. */
    public AudModelBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    /** Sets how much an archive may unpack to; by default {@link ArchiveLimits#defaults}. */
    public AudModelBuilder archiveLimits(ArchiveLimits other) {
        limits = other;
        return this;
    }

    /**
     * Sets how long a load waits at most for another process that fetches the same model. The default is 4 hours, as in
     * the Python package, and no more than the call timeout if you set one.
     *
     * @throws InvalidArgumentException if it is zero or negative
     */
    public AudModelBuilder lockTimeout(Duration duration) {
        lockTimeout = ClientOptions.requirePositive(duration, "lock timeout");
        return this;
    }

    /**
     * Sets how long a call may take, whatever it waits for: repositories, locks, memory. Each 16 KiB that the call
     * moves postpone its end by a second: a large model may take hours, and a transfer that stalls or crawls ends. The
     * default is {@code AUDMODEL_CALL_TIMEOUT} in seconds, else 10 minutes, not counting the wait for another process
     * ({@link #lockTimeout}).
     *
     * @throws InvalidArgumentException if it is zero or negative
     */
    public AudModelBuilder callTimeout(Duration duration) {
        callTimeout = ClientOptions.requirePositive(duration, "call timeout");
        return this;
    }

    /**
     * Sets how old the remains of an interrupted publish must be before a publish with other content replaces them; 24
     * hours by default. Choose more time than any publish takes.
     *
     * @throws InvalidArgumentException if it is zero or negative
     */
    public AudModelBuilder gracePeriod(Duration duration) {
        grace = ClientOptions.requirePositive(duration, "grace period");
        return this;
    }

    /** Sets the listener that receives the progress of publish, load and copy. */
    public AudModelBuilder progress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    /** Adds a listener for what the client and its views do. A client may have several. */
    public AudModelBuilder events(EventListener listener) {
        listeners.add(Objects.requireNonNull(listener, "the event listener is null"));
        return this;
    }

    /** Sets what accompanies the calls of the client and its views while they last, such as a tracer. */
    public AudModelBuilder observer(CallObserver each) {
        observer = Objects.requireNonNull(each, "the observer of calls is null");
        return this;
    }

    /** Sets the folder for temporary files of backends and copies, which must exist; by default {@code java.io.tmpdir}. */
    public AudModelBuilder temporaryRoot(Path root) {
        temporaryRoot = root;
        return this;
    }

    /**
     * Sets what every model has to meet before a call returns its files, whichever repository it is from; for others calls
     * throw an {@link io.audmodel.error.UntrustedModelException}. A cached model is judged too, once where only this user can
     * change the cache, and at each load where others can. By default it is what the environment or the file requires.
     */
    public AudModelBuilder require(ModelPolicy rules) {
        policies = policies.with(rules);
        return this;
    }

    /**
     * Sets what the models of one repository have to meet, in place of the policy for all. Where the cache can be changed by
     * others, each load then asks which repository the model is from.
     */
    public AudModelBuilder require(Repository repository, ModelPolicy rules) {
        policies = policies.with(repository, rules);
        return this;
    }

    /**
     * Makes the client offline: it asks no repository, and knows only cached models and aliases as it saw them last.
     * The default is the variable {@code AUDMODEL_OFFLINE}: {@code 1}, {@code true}, {@code yes} or {@code on} makes
     * clients offline.
     */
    public AudModelBuilder offline() {
        offline = true;
        return this;
    }

    /** Makes the client ask repositories, whatever {@code AUDMODEL_OFFLINE} says. */
    public AudModelBuilder online() {
        offline = false;
        return this;
    }

    /**
     * Makes the client answer from the cache what no repository answers, so that a service starts in an outage: an alias,
     * a short id or a legacy id then stands for what it was when it was last seen by a client with the same cache and
     * repositories, if that is cached, and else for the last one before that which is. This holds for {@code load}, {@code
     * hold}, {@code follow}, {@code files}, {@code open}, {@code header}, {@code meta} and {@link AudModel#resolve}, which
     * says how old the answer is; the logger {@code io.audmodel.stale} warns of each reference once a minute. Calls that write, and those that ask what a repository has, such as {@code exists},
     * {@code versions} and {@code resolveAlias}, never answer so; nor is it done for a reference that a repository
     * denies, or has not. Repositories get three quarters of the call timeout, and so each call still ends in time.
     *
     * <p>The default is the variable {@code AUDMODEL_IF_UNAVAILABLE}, {@code cached} or {@code fail}; then the key {@code
     * if_unavailable} of the configuration file, unless code sets repositories and cache folder; then {@link #onlineFirst}.
     */
    public AudModelBuilder cachedIfUnavailable() {
        cachedIfUnavailable = true;
        return this;
    }

    /** Makes each call fail that needs a repository and gets no answer, whatever the environment says. */
    public AudModelBuilder onlineFirst() {
        cachedIfUnavailable = false;
        return this;
    }

    /**
     * Makes the client change nothing: what its calls write is in the dry run, for its clients alone, and what they load is in a
     * temporary folder, above the cache, which is only read. Whether a repository would let this user write is not asked.
     */
    public AudModelBuilder dryRun(DryRun run) {
        dryRun = run;
        return this;
    }

    /**
     * Sets the class loader that finds adapters. The default is the context class loader of the thread that builds;
     * where that finds none, it is the class loader of this class.
     */
    public AudModelBuilder classLoader(ClassLoader loader) {
        classLoader = loader;
        return this;
    }

    /**
     * Makes the client. It contacts no repository, and looks for no backend, before a call needs one.
     *
     * @throws ConfigurationException if a variable or the configuration file is malformed, or no jar has the {@linkplain
     *     #serializer(String) serializer}
     */
    public AudModel build() {
        Plugins plugins = classLoader == null ? Plugins.ofThread() : Plugins.in(classLoader);
        // A client that is set up in code does not depend on what the configuration file says.
        Lazy<Configuration> configuration = new Lazy<>(() -> Configuration.of(environment));
        Map<RepositoryAddress, Map<String, String>> wanted = new LinkedHashMap<>(repositories);
        Optional<String> note = Optional.empty();
        if (wanted.isEmpty()) {
            note = configuration.get().unconfigured();
            wanted.putAll(configuration.get().places());
        }
        boolean silent = offline != null ? offline : Configuration.isOffline(environment);
        List<Connection> owned = new ArrayList<>();
        List<Store> stores = new ArrayList<>();
        wanted.forEach((place, options) ->
                stores.add(silent ? Repositories.unreachable(place) : store(place, options, plugins, owned)));
        Repositories searched = new Repositories(stores, silent, note);
        CacheFolders folders = cache.folders(environment, configuration, dryRun);
        Setting ifUnavailable = Configuration.ifUnavailable(cachedIfUnavailable, environment, configuration.ifMade());
        Duration forCalls = callTimeout != null
                ? callTimeout
                : Configuration.callTimeout(environment).orElse(null);
        ClientOptions options = new ClientOptions(
                environment,
                clock,
                limits,
                beans,
                grace,
                lockTimeout,
                forCalls,
                progress,
                new EventHub(listeners, FlightRecording.recorder(), observer));
        Setting places = repositories.isEmpty()
                ? configuration.get().settingOfRepositories()
                : Setting.ofCode(
                        "repositories",
                        repositories.keySet().stream()
                                .map(RepositoryAddress::toString)
                                .collect(Collectors.joining(", ")));
        List<Setting> settings = options.settings(places, folders.settings(), callTimeout, offline, silent);
        ConfiguredPolicies trust = ConfiguredPolicies.of(policies, environment, configuration.ifMade());
        settings.add(ifUnavailable);
        settings.addAll(trust.settings());
        Resources resources = new Resources(
                searched,
                serializer.apply(plugins),
                other -> folders.alone(other, plugins),
                owned,
                settings,
                new StaleIfError(ifUnavailable.value().equals(Configuration.CACHED), System::nanoTime),
                trust.policies(plugins, searched.names(), !repositories.isEmpty()),
                trust::exposures,
                temporaryRoot);
        return new AudModel(resources, folders.root(), folders.open(plugins), options);
    }

    private Store store(RepositoryAddress place, Map<String, String> options, Plugins plugins, List<Connection> owned) {
        Backend given = backends.get(place);
        if (given != null) {
            return new Store(place, over(place, () -> given));
        }
        Repository repository = place.repository();
        BackendSettings settings = new BackendSettings(options, environment, temporaryRoot);
        Connection connected = new Connection(
                place.toString(), () -> plugins.backend(repository).connect(repository, settings));
        owned.add(connected);
        return new Store(place, over(place, connected), RangeShares.of(options));
    }

    private Supplier<Backend> over(RepositoryAddress place, Supplier<Backend> backend) {
        return dryRun == null ? backend : dryRun.over(place, backend);
    }

    private void add(RepositoryAddress place, Map<String, String> options) {
        if (repositories.putIfAbsent(place, Map.copyOf(options)) != null) {
            throw new InvalidArgumentException("repository " + place + " is named twice: keep one of them");
        }
    }
}
