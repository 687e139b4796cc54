package io.audmodel;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Repository;
import io.audmodel.serializer.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says where the code does not: environment variables, then {@code ~/.config/audmodel.yaml}, which
 * the Python package reads too, then the defaults of the Python package up to 1.4.
 */
final class Configuration {

    private static final List<Repository> DEFAULT_REPOSITORIES = List.of(
            new Repository("artifactory", "https://artifactory.audeering.com/artifactory", "models-local"),
            new Repository("s3", "s3.dualstack.eu-north-1.amazonaws.com", "audmodel-internal"));

    private final Environment environment;
    private final Map<?, ?> file;
    private final Path location;

    private Configuration(Environment environment, Map<?, ?> file, Path location) {
        this.environment = environment;
        this.file = file;
        this.location = location;
    }

    /** @throws ConfigurationException if the file is there and cannot be understood */
    static Configuration of(Environment environment) {
        Path location = environment.home().resolve(".config").resolve("audmodel.yaml");
        return new Configuration(environment, read(location), location);
    }

    /** @throws ConfigurationException if {@code AUDMODEL_OFFLINE} is neither a yes nor a no */
    static boolean isOffline(Environment environment) {
        String value =
                environment.variable("AUDMODEL_OFFLINE").orElse("0").strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "1", "true", "yes", "on" -> true;
            case "0", "false", "no", "off" -> false;
            default ->
                throw new ConfigurationException("the environment variable AUDMODEL_OFFLINE is '" + value
                        + "': it is 1 to ask no repository, and 0 or not set to ask them");
        };
    }

    Path cacheRoot() {
        Optional<Path> variable = environment.variable("AUDMODEL_CACHE_ROOT").map(environment::path);
        return variable.or(this::cacheRootOfFile)
                .orElseGet(() -> environment.path("~/audmodel"))
                .toAbsolutePath()
                .normalize();
    }

    List<Repository> repositories() {
        Optional<String> variable = environment.variable("AUDMODEL_REPOSITORIES");
        if (variable.isPresent()) {
            try {
                return Repository.parseList(variable.get());
            } catch (InvalidArgumentException e) {
                throw new ConfigurationException(
                        "the environment variable AUDMODEL_REPOSITORIES is wrong: " + e.getMessage(), e);
            }
        }
        return file.containsKey("repositories") ? repositoriesOfFile() : DEFAULT_REPOSITORIES;
    }

    private Optional<Path> cacheRootOfFile() {
        if (!file.containsKey("cache_root")) {
            return Optional.empty();
        }
        if (file.get("cache_root") instanceof String text && !text.isBlank()) {
            try {
                return Optional.of(environment.path(text));
            } catch (ConfigurationException e) {
                throw new ConfigurationException(location + ": 'cache_root': " + e.getMessage(), e);
            }
        }
        throw new ConfigurationException(location + ": 'cache_root' has to be the path of a folder");
    }

    private List<Repository> repositoriesOfFile() {
        if (!(file.get("repositories") instanceof List<?> entries) || entries.isEmpty()) {
            throw new ConfigurationException(location
                    + ": 'repositories' has to be a list with at least one entry of name, host and backend; leave the key"
                    + " out for the defaults");
        }
        List<Repository> repositories = new ArrayList<>();
        for (Object entry : entries) {
            int number = repositories.size() + 1;
            try {
                repositories.add(new Repository(
                        part(entry, "backend", number), part(entry, "host", number), part(entry, "name", number)));
            } catch (InvalidArgumentException e) {
                throw new ConfigurationException(location + ": entry " + number + ": " + e.getMessage(), e);
            }
        }
        return repositories;
    }

    private String part(Object entry, String key, int number) {
        if (entry instanceof Map<?, ?> fields && fields.get(key) instanceof String text) {
            return text;
        }
        throw new ConfigurationException(location + ": entry " + number + " of 'repositories' has no '" + key
                + "'; it needs name, host and backend");
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
            throw new ConfigurationException(location + " has to be a mapping with 'cache_root' and 'repositories'");
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | CorruptContentException e) {
            throw new ConfigurationException("cannot read " + location + ": " + e.getMessage(), e);
        }
    }
}
