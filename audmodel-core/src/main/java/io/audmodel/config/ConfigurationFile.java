package io.audmodel.config;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.error.Spelling;
import io.audmodel.health.Setting.Source;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.serializer.yaml.YamlText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ~/.config/audmodel.yaml}, which the Python package from 1.5 on reads too; without entries if it is missing. */
final class ConfigurationFile {

    static final String PATH = ".config/audmodel.yaml";

    private static final String CACHE_ROOT = "cache_root";
    private static final String REPOSITORIES = "repositories";
    private static final String IF_UNAVAILABLE = "if_unavailable";
    private static final List<String> KEYS =
            List.of(CACHE_ROOT, CacheBases.KEY, CacheMode.KEY, REPOSITORIES, IF_UNAVAILABLE, TrustSettings.KEY);
    private static final String OPTIONS = "options";
    private static final List<String> PARTS = List.of("name", "host", "backend", OPTIONS);

    /** The texts that mean null in YAML, since scalars are read as text. */
    private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");

    /** What somebody may look for in the file, and a variable alone sets. */
    private static final Map<String, String> VARIABLES =
            Map.of("offline", "AUDMODEL_OFFLINE", "call_timeout", "AUDMODEL_CALL_TIMEOUT");

    private final Environment environment;
    private final Path location;
    private final Map<?, ?> fields;

    private ConfigurationFile(Environment environment, Path location, Map<?, ?> fields) {
        this.environment = environment;
        this.location = location;
        this.fields = fields;
    }

    /** @throws ConfigurationException if the file exists and is malformed */
    static ConfigurationFile of(Environment environment) {
        Path location = environment.home().resolve(PATH);
        boolean isPossible = environment.inHome(PATH).isPresent();
        ConfigurationFile file = new ConfigurationFile(environment, location, isPossible ? read(location) : Map.of());
        file.fields.keySet().forEach(key -> file.requireKnown("the file", key, KEYS));
        return file;
    }

    Path location() {
        return location;
    }

    /** @throws ConfigurationException if the value is no path of a folder */
    Optional<Path> cacheRoot() {
        if (!fields.containsKey(CACHE_ROOT)) {
            return Optional.empty();
        }
        if (fields.get(CACHE_ROOT) instanceof String text && !text.isBlank()) {
            requireSomething(CACHE_ROOT, text);
            try {
                return Optional.of(environment.path(text));
            } catch (ConfigurationException e) {
                throw new ConfigurationException(location + ": '" + CACHE_ROOT + "': " + e.getMessage(), e);
            }
        }
        throw new ConfigurationException(location + ": '" + CACHE_ROOT + "' has to be the path of a folder");
    }

    /** @throws ConfigurationException if it is malformed */
    Optional<CacheBases> cacheBases() {
        return fields.containsKey(CacheBases.KEY)
                ? Optional.of(CacheBases.ofFile(environment, location, fields.get(CacheBases.KEY)))
                : Optional.empty();
    }

    /** @throws ConfigurationException if they are no permissions of a cache */
    Optional<CacheMode> cacheMode() {
        return Optional.ofNullable(fields.get(CacheMode.KEY))
                .map(value -> CacheMode.parsed(
                        location + ": '" + CacheMode.KEY + "'",
                        String.valueOf(value),
                        Source.FILE,
                        location.toString()));
    }

    /** @throws ConfigurationException if it has none of the values that the variable may have */
    Optional<String> ifUnavailable() {
        return Optional.ofNullable(fields.get(IF_UNAVAILABLE))
                .map(value ->
                        Configuration.ifUnavailable(location + ": '" + IF_UNAVAILABLE + "'", String.valueOf(value)));
    }

    /** @throws ConfigurationException if it is malformed */
    Optional<TrustSettings> trust() {
        if (!fields.containsKey(TrustSettings.KEY)) {
            return Optional.empty();
        }
        return Optional.of(TrustSettings.ofFile(environment, location, fields.get(TrustSettings.KEY)));
    }

    /** @throws ConfigurationException if the list is malformed */
    Optional<List<RepositoryAddress>> repositories() {
        if (!fields.containsKey(REPOSITORIES)) {
            return Optional.empty();
        }
        if (!(fields.get(REPOSITORIES) instanceof List<?> entries) || entries.isEmpty()) {
            throw new ConfigurationException(
                    location + ": '" + REPOSITORIES + "' has to be a list with at least one entry"
                            + " of name, host and backend; leave the key out for the defaults");
        }
        List<RepositoryAddress> repositories = new ArrayList<>();
        for (Object entry : entries) {
            int number = repositories.size() + 1;
            try {
                repositories.add(repository(entry, number));
            } catch (InvalidArgumentException e) {
                throw new ConfigurationException(location + ": entry " + number + ": " + e.getMessage(), e);
            }
        }
        return Optional.of(repositories);
    }

    private RepositoryAddress repository(Object entry, int number) {
        Repository repository = new Repository(
                part(entry, "backend", number), part(entry, "host", number), part(entry, "name", number));
        Map<?, ?> parts = (Map<?, ?>) entry;
        parts.keySet().forEach(key -> requireKnown("entry " + number + " of '" + REPOSITORIES + "'", key, PARTS));
        if (!parts.containsKey(OPTIONS)) {
            return new RepositoryAddress(repository, Map.of());
        }
        if (parts.get(OPTIONS) instanceof String text) {
            return RepositoryAddress.of(repository, text);
        }
        throw new ConfigurationException(location + ": entry " + number + " of '" + REPOSITORIES + "': '" + OPTIONS
                + "' has to be text as behind the ? of a repository, such as region=eu-north-1&prefix=team/models");
    }

    private String part(Object entry, String key, int number) {
        if (entry instanceof Map<?, ?> parts && parts.get(key) instanceof String text) {
            requireSomething("entry " + number + " of '" + REPOSITORIES + "', " + key, text);
            return text;
        }
        throw new ConfigurationException(location + ": entry " + number + " of '" + REPOSITORIES + "' has no '" + key
                + "'; it needs name, host and backend");
    }

    private void requireSomething(String what, String text) {
        if (NULLS.contains(text)) {
            throw new ConfigurationException(location + ": '" + what + "' is " + text
                    + ", which is null in YAML: name a folder such as ~/audmodel, or leave the key out");
        }
    }

    /** Newer releases of the Python package may have more keys; a key that resembles a known one is a typing error. */
    private void requireKnown(String place, Object found, List<String> known) {
        String key = String.valueOf(found);
        if (known.contains(key)) {
            return;
        }
        if (VARIABLES.containsKey(key)) {
            throw new ConfigurationException(
                    location + ": " + place + " has no key '" + key + "': set the variable " + VARIABLES.get(key));
        }
        if (Spelling.nearest(key, known).isPresent()) {
            throw new ConfigurationException(
                    location + ": " + place + " has no key '" + key + "'" + Spelling.hint(key, known));
        }
        System.getLogger("io.audmodel")
                .log(
                        Level.WARNING,
                        "{0}: the key {1} of {2} is not known, and not read: known are {3}",
                        location,
                        key,
                        place,
                        known);
    }

    private static Map<?, ?> read(Path location) {
        try {
            Object content = YamlText.read(Files.readAllBytes(location), location.toString());
            if (content == null || content.equals("")) {
                return Map.of();
            }
            if (content instanceof Map<?, ?> fields) {
                return fields;
            }
            throw new ConfigurationException(
                    location + " has to be a mapping with '" + CACHE_ROOT + "' and '" + REPOSITORIES + "'");
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (CorruptContentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot read " + location + ": " + Reasons.of(e) + "; correct it, or its permissions", e);
        }
    }
}
