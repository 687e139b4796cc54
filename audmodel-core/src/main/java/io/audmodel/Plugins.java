package io.audmodel;

import io.audmodel.backend.BackendProvider;
import io.audmodel.cache.CacheProvider;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.Spelling;
import io.audmodel.model.Repository;
import io.audmodel.serializer.SerializerProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;

/** The adapters on the class path or module path, found by {@link ServiceLoader}. */
final class Plugins {

    private static final String GROUP = "io.audmodel:";
    private static final Map<String, String> JARS = new TreeMap<>(Map.of(
            "file-system", "audmodel-backend-fs",
            "s3", "audmodel-backend-s3",
            "minio", "audmodel-backend-s3",
            "artifactory", "audmodel-backend-artifactory"));

    private final ClassLoader loader;

    Plugins(ClassLoader loader) {
        this.loader = loader;
    }

    /** @throws BackendMissingException if no jar has a backend of this name; names the jar that has it */
    BackendProvider backend(Repository repository) {
        String name = repository.backend();
        List<BackendProvider> providers = load(BackendProvider.class).stream()
                .filter(provider -> provider.names().contains(name))
                .toList();
        if (providers.isEmpty()) {
            throw missing(repository);
        }
        requireOne(providers, "backend '" + name + "'");
        return providers.get(0);
    }

    CacheProvider cache() {
        List<CacheProvider> providers = load(CacheProvider.class);
        if (providers.isEmpty()) {
            throw new BackendMissingException("no cache is on the class path: add the jar " + GROUP + "audmodel-cache");
        }
        requireOne(providers, "cache");
        return providers.get(0);
    }

    SerializerProvider serializer() {
        return load(SerializerProvider.class).stream()
                .filter(provider -> provider.name().equals("yaml"))
                .findFirst()
                .orElseThrow(() -> new BackendMissingException(
                        "no YAML serializer is found: the service files of audmodel-core are missing from the class path;"
                                + " when jars are merged into one, their META-INF/services have to be merged too"));
    }

    private BackendMissingException missing(Repository repository) {
        String name = repository.backend();
        String jar = JARS.get(name);
        if (jar != null) {
            return new BackendMissingException("repository " + repository + " needs the backend '" + name
                    + "', which is not on the class path: add the jar " + GROUP + jar);
        }
        TreeSet<String> known = new TreeSet<>(JARS.keySet());
        load(BackendProvider.class).forEach(provider -> known.addAll(provider.names()));
        return new BackendMissingException("repository " + repository + " asks for the unknown backend '" + name
                + "': known are " + known + ", and those of jars with a BackendProvider of their own"
                + Spelling.hint(name, known));
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

    private <T> List<T> load(Class<T> service) {
        return ServiceLoader.load(service, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
