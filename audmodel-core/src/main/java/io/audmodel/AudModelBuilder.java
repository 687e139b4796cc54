package io.audmodel;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.binding.Beans;
import io.audmodel.cache.Cache;
import io.audmodel.call.Lazy;
import io.audmodel.config.Configuration;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.plugin.Plugins;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import io.audmodel.store.Connection;
import io.audmodel.store.Repositories;
import io.audmodel.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sets up a client. What is not set comes from the environment, then from the defaults. Not thread-safe. */
public final class AudModelBuilder {

    private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofHours(4);
    private static final Duration DEFAULT_GRACE = Duration.ofHours(24);

    private final Map<RepositoryAddress, Map<String, String>> repositories = new LinkedHashMap<>();
    private final Map<RepositoryAddress, Backend> backends = new LinkedHashMap<>();
    private Environment environment = Environment.system();
    private Clock clock = new SystemClock();
    private ArchiveLimits limits = ArchiveLimits.defaults();
    private Beans beans = Beans.standard();
    private Duration lockTimeout = DEFAULT_LOCK_TIMEOUT;
    private Duration grace = DEFAULT_GRACE;
    private ProgressListener progress = CallerProgress.SILENT;
    private Path temporaryRoot = Path.of(System.getProperty("java.io.tmpdir"));
    private @Nullable Path cacheRoot;
    private @Nullable Cache cache;
    private @Nullable Serializer serializer;
    private @Nullable ClassLoader classLoader;
    private @Nullable Boolean offline;
    private @Nullable Duration callTimeout;

    AudModelBuilder() {}

    /** Adds a repository; the order of the calls is the search order, and the first receives what is published. */
    public AudModelBuilder repository(Repository repository) {
        return repository(repository, Map.of());
    }

    /** Adds a repository with options of its backend, as a text has them: {@link RepositoryAddress#of}. */
    public AudModelBuilder repository(RepositoryAddress address) {
        return repository(address.repository(), address.options());
    }

    /**
     * Adds a repository with options of its backend, such as credentials; each backend documents its own, and refuses
     * others. One repository is added twice only with two values of the option {@code prefix}.
     *
     * @throws InvalidArgumentException if it was added before
     */
    public AudModelBuilder repository(Repository repository, Map<String, String> options) {
        add(RepositoryAddress.place(repository, options), options);
        return this;
    }

    /** Adds a repository that is kept by a backend of the caller's, who closes it after the client. */
    public AudModelBuilder repository(Repository repository, Backend backend) {
        RepositoryAddress place = RepositoryAddress.place(repository, Map.of());
        add(place, Map.of());
        backends.put(place, backend);
        return this;
    }

    /** The folder to cache in; by default the one that the environment names. */
    public AudModelBuilder cacheRoot(Path root) {
        cacheRoot = root.toAbsolutePath().normalize();
        return this;
    }

    /** A cache of the caller's, in place of the one that is found on the class path. */
    public AudModelBuilder cache(Cache instance) {
        cache = instance;
        return this;
    }

    /** A serializer of the caller's, in place of YAML. Such repositories are unreadable for everybody else. */
    public AudModelBuilder serializer(Serializer instance) {
        serializer = instance;
        return this;
    }

    /** What makes records and beans of parameters and metadata, and metadata of records; by default {@link Beans#standard}. */
    public AudModelBuilder beans(Beans other) {
        beans = other;
        return this;
    }

    /** The environment variables, home folder and user to go by; by default those of the process. */
    public AudModelBuilder environment(Environment other) {
        environment = other;
        return this;
    }

    /** Where "today" comes from, and the age of what interrupted publishes left. */
    public AudModelBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    /** What an archive may hold to be unpacked. */
    public AudModelBuilder archiveLimits(ArchiveLimits other) {
        limits = other;
        return this;
    }

    /**
     * How long a load waits at most for another process that fetches the same model; 4 hours by default, as in the Python
     * package, and no longer than a call timeout that is set.
     *
     * @throws InvalidArgumentException if it is zero or negative
     */
    public AudModelBuilder lockTimeout(Duration duration) {
        lockTimeout = ClientOptions.requirePositive(duration, "lock timeout");
        return this;
    }

    /**
     * How long a call may take, whatever it waits for: repositories, locks, memory. Bytes that move put its end off, by a
     * second for each 16 KiB, so that a large model may take hours, and what stalls or crawls ends. By default what
     * {@code AUDMODEL_CALL_TIMEOUT} says, in seconds; else 10 minutes, to which the wait for another process is added
     * ({@link #lockTimeout}).
     *
     * @throws InvalidArgumentException if it is zero or negative
     */
    public AudModelBuilder callTimeout(Duration duration) {
        callTimeout = ClientOptions.requirePositive(duration, "call timeout");
        return this;
    }

    /**
     * How old the remains of an interrupted publish have to be before a publish with other content replaces them; 24
     * hours by default. Longer than any publish takes.
     *
     * @throws InvalidArgumentException if it is zero or negative
     */
    public AudModelBuilder gracePeriod(Duration duration) {
        grace = ClientOptions.requirePositive(duration, "grace period");
        return this;
    }

    /** Receives the progress of publish, load and copy. */
    public AudModelBuilder progress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    /** An existing folder for files that a backend has to keep while it works; by default the platform's. */
    public AudModelBuilder temporaryRoot(Path root) {
        temporaryRoot = root;
        return this;
    }

    /**
     * Makes a client that asks no repository: it knows what is cached, aliases as they were seen last, and nothing else.
     * By default {@code AUDMODEL_OFFLINE} says so: {@code 1} or {@code true}.
     */
    public AudModelBuilder offline() {
        offline = true;
        return this;
    }

    /** Makes a client that asks repositories, whatever {@code AUDMODEL_OFFLINE} says. */
    public AudModelBuilder online() {
        offline = false;
        return this;
    }

    /**
     * Where adapters are looked for; by default the context class loader of the thread that builds, and where that sees
     * none, the one that has this class.
     */
    public AudModelBuilder classLoader(ClassLoader loader) {
        classLoader = loader;
        return this;
    }

    /**
     * Makes the client. No repository is contacted, and no backend is looked for, before a call needs it.
     *
     * @throws ConfigurationException if the environment cannot be understood
     */
    public AudModel build() {
        Plugins plugins = classLoader == null ? Plugins.ofThread() : Plugins.in(classLoader);
        // A client that is set up in code does not depend on what the configuration file says.
        Lazy<Configuration> configuration = new Lazy<>(() -> Configuration.of(environment));
        Map<RepositoryAddress, Map<String, String>> wanted = new LinkedHashMap<>(repositories);
        Optional<String> note = Optional.empty();
        if (wanted.isEmpty()) {
            note = configuration.get().unconfigured();
            configuration.get().repositories().forEach(address -> addConfigured(wanted, address));
        }
        boolean silent = offline != null ? offline : Configuration.isOffline(environment);
        List<Connection> owned = new ArrayList<>();
        List<Store> stores = new ArrayList<>();
        wanted.forEach((place, options) ->
                stores.add(silent ? Repositories.unreachable(place) : store(place, options, plugins, owned)));
        Serializer documents = serializer != null ? serializer : new YamlSerializerProvider().create();
        Resources resources = new Resources(new Repositories(stores, silent, note), documents, plugins, owned);
        Path root = Optional.ofNullable(cache)
                .map(Cache::root)
                .or(() -> Optional.ofNullable(cacheRoot))
                .orElseGet(() -> configuration.get().cacheRoot());
        Cache given = cache;
        Supplier<Cache> source = given == null ? resources.cache(root) : () -> given;
        Duration forCalls = callTimeout != null
                ? callTimeout
                : Configuration.callTimeout(environment).orElse(null);
        return new AudModel(
                resources,
                root,
                source,
                new ClientOptions(environment, clock, limits, beans, grace, lockTimeout, forCalls, progress));
    }

    private Store store(RepositoryAddress place, Map<String, String> options, Plugins plugins, List<Connection> owned) {
        Backend given = backends.get(place);
        if (given != null) {
            return new Store(place, () -> given);
        }
        Repository repository = place.repository();
        BackendSettings settings = new BackendSettings(options, environment, temporaryRoot);
        Connection connected = new Connection(
                place.toString(), () -> plugins.backend(repository).connect(repository, settings));
        owned.add(connected);
        return new Store(place, connected);
    }

    private void add(RepositoryAddress place, Map<String, String> options) {
        if (repositories.putIfAbsent(place, Map.copyOf(options)) != null) {
            throw new InvalidArgumentException("repository " + place + " is named twice");
        }
    }

    private static void addConfigured(Map<RepositoryAddress, Map<String, String>> wanted, RepositoryAddress address) {
        Map<String, String> other = wanted.putIfAbsent(address.place(), address.options());
        if (other != null && !other.equals(address.options())) {
            throw new ConfigurationException(
                    "repository " + address.place() + " is configured twice, with other options: keep one of them");
        }
    }
}
