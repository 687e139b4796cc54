package io.audmodel.plugin;

import io.audmodel.backend.BackendProvider;
import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.CacheProvider;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.Spelling;
import io.audmodel.model.Repository;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;
import io.audmodel.trust.ModelPolicy;
import io.audmodel.trust.PolicyProvider;
import io.audmodel.trust.RequiredSignatures;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The adapters on the class path or module path, found by service files. Class loaders are searched in order; the first
 * that finds the adapter is used.
 */
public final class Plugins {

    /** Python's constructor has them the other way round. */
    private static final String ORDER =
            "; the parts of a Repository are backend, host and name, in this order, and of its text backend:host#name";

    /** @param provider the provider class that its service file names */
    private record Jar(String artifact, String provider) {}

    private static final Jar CACHE = new Jar("audmodel-cache", "io.audmodel.cache.local.LocalCacheProvider");
    private static final Jar SIGNING = new Jar("audmodel-signing", "io.audmodel.signing.SigningPolicyProvider");
    private static final Jar S3 = new Jar("audmodel-backend-s3", "io.audmodel.backend.s3.S3BackendProvider");
    private static final Map<String, Jar> JARS = new TreeMap<>(Map.of(
            "file-system",
            new Jar("audmodel-backend-fs", "io.audmodel.backend.fs.FsBackendProvider"),
            "s3",
            S3,
            "minio",
            S3,
            "artifactory",
            new Jar("audmodel-backend-artifactory", "io.audmodel.backend.artifactory.ArtifactoryBackendProvider")));

    private final List<ClassLoader> loaders;

    private Plugins(List<ClassLoader> loaders) {
        this.loaders = loaders;
    }

    public static Plugins in(ClassLoader loader) {
        return new Plugins(List.of(loader));
    }

    /** Threads of pools may have a context class loader that does not see the application. */
    public static Plugins ofThread() {
        return new Plugins(Stream.of(Thread.currentThread().getContextClassLoader(), Plugins.class.getClassLoader())
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList());
    }

    /**
     * @throws BackendMissingException if no jar has a backend of this name; the message names the jar to add
     * @throws ConfigurationException if several jars have it, or if none has it and a service file is broken
     */
    public BackendProvider backend(Repository repository) {
        String name = repository.backend();
        return find(
                        BackendProvider.class,
                        provider -> provider.names().contains(name),
                        "backend '" + name + "' of repository " + repository)
                .orElseThrow(() -> missing(repository));
    }

    /** The cache in a folder; without a cache jar, one that keeps nothing. */
    public Cache cache(Path root, CachePermissions permissions) {
        return cache(root, provider -> provider.open(root, permissions));
    }

    /** The cache in a folder from which models are only read. */
    public Cache readOnlyCache(Path root) {
        return cache(root, provider -> provider.openReadOnly(root));
    }

    private Cache cache(Path root, Function<CacheProvider, Cache> opening) {
        try {
            return find(CacheProvider.class, provider -> true, "cache")
                    .map(opening)
                    .orElseGet(() -> new NoCache(
                            root,
                            () -> new BackendMissingException(
                                    "a cache is needed, and none is found: " + remedy(CACHE))));
        } catch (ConfigurationException e) {
            // The cache is used in the middle of calls, and a call that needs none has to continue.
            return new NoCache(root, () -> new ConfigurationException(e.getMessage(), e));
        }
    }

    /** @throws ConfigurationException if no jar has a serializer of this name, or several have */
    public Serializer serializer(String name) {
        return find(SerializerProvider.class, provider -> provider.name().equals(name), "serializer '" + name + "'")
                .map(SerializerProvider::create)
                .orElseThrow(() -> new ConfigurationException("the serializer '" + name + "' is unknown: known are "
                        + names(SerializerProvider.class, provider -> Stream.of(provider.name()))
                        + "; add the jar that has a SerializerProvider of this name to the class path"));
    }

    /**
     * @param place what requires it, for messages
     * @throws ConfigurationException if no jar makes it, or what it is to be made of is malformed
     */
    public ModelPolicy policy(RequiredSignatures required, String place) {
        return find(PolicyProvider.class, provider -> true, "policy for signatures")
                .orElseThrow(() -> new ConfigurationException("signatures of models are required by " + place
                        + ", and nothing here verifies any: " + remedy(SIGNING)))
                .policy(required);
    }

    private BackendMissingException missing(Repository repository) {
        String name = repository.backend();
        Jar jar = JARS.get(name);
        if (jar != null) {
            return new BackendMissingException("repository " + repository + " needs the backend '" + name
                    + "', which is not found: " + remedy(jar));
        }
        TreeSet<String> known = new TreeSet<>(JARS.keySet());
        known.addAll(names(BackendProvider.class, provider -> provider.names().stream()));
        return new BackendMissingException("repository " + repository + " asks for the unknown backend '" + name
                + "': known are " + known + ", and those of jars with a BackendProvider of their own"
                + (known.contains(repository.name()) ? ORDER : Spelling.hint(name, known)));
    }

    private <T> SortedSet<String> names(Class<T> port, Function<T, Stream<String>> names) {
        return loaders.stream()
                .flatMap(loader -> Services.in(loader, port).providers().stream())
                .flatMap(names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String remedy(Jar jar) {
        String file = jar.provider().replace('.', '/') + ".class";
        boolean isThere = loaders.stream().anyMatch(loader -> loader.getResource(file) != null);
        return isThere
                ? "its class " + jar.provider() + " is there, but no service file names it; where jars are merged"
                        + " into one, the files in META-INF/services have to be merged too"
                : "add the jar io.audmodel:" + jar.artifact() + " to the class path";
    }

    private <T> Optional<T> find(Class<T> port, Predicate<T> isWanted, String what) {
        List<String> flaws = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            Services<T> services = Services.in(loader, port);
            flaws.addAll(services.flaws());
            List<T> wanted = services.providers().stream().filter(isWanted).toList();
            if (!wanted.isEmpty()) {
                requireOne(wanted, what);
                flaws.forEach(Plugins::warn);
                return Optional.of(wanted.get(0));
            }
        }
        if (!flaws.isEmpty()) {
            throw new ConfigurationException("the " + what + " is not found, and " + String.join("; ", flaws)
                    + "; mend that jar, or take it off the class path");
        }
        return Optional.empty();
    }

    private static void warn(String flaw) {
        System.getLogger("io.audmodel").log(Level.WARNING, flaw);
    }

    private static void requireOne(List<?> providers, String what) {
        if (providers.size() > 1) {
            List<String> classes = providers.stream()
                    .map(provider -> provider.getClass().getName())
                    .toList();
            throw new ConfigurationException(
                    "several jars provide the " + what + ": " + classes + "; keep one of them on the class path");
        }
    }
}
