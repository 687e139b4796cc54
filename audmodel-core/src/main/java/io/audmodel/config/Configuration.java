package io.audmodel.config;

import io.audmodel.backend.Environment;
import io.audmodel.call.Lazy;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Spelling;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client that its code does not set: from environment variables, then from {@code
 * ~/.config/audmodel.yaml}, which the Python package reads too, then the defaults of the Python package up to 1.4.
 */
public final class Configuration {

    private static final List<RepositoryAddress> DEFAULT_REPOSITORIES = Stream.of(
                    new Repository("artifactory", "https://artifactory.audeering.com/artifactory", "models-local"),
                    new Repository("s3", "s3.dualstack.eu-north-1.amazonaws.com", "audmodel-internal"))
            .map(repository -> new RepositoryAddress(repository, Map.of()))
            .toList();

    /** All that the library reads, and what the tool reads beside. */
    private static final List<String> VARIABLES = List.of(
            "AUDMODEL_REPOSITORIES",
            "AUDMODEL_CACHE_ROOT",
            CacheBases.VARIABLE,
            CacheMode.VARIABLE,
            "AUDMODEL_OFFLINE",
            "AUDMODEL_IF_UNAVAILABLE",
            "AUDMODEL_CALL_TIMEOUT",
            TrustSettings.VARIABLE,
            "AUDMODEL_PLUGINS");

    /** The name of the setting, and its values. */
    public static final String IF_UNAVAILABLE = "if unavailable";

    public static final String CACHED = "cached";
    public static final String FAIL = "fail";

    private static final String IF_UNAVAILABLE_VARIABLE = "AUDMODEL_IF_UNAVAILABLE";

    private final Environment environment;
    private final Lazy<ConfigurationFile> file;

    private Configuration(Environment environment) {
        this.environment = environment;
        this.file = new Lazy<>(() -> ConfigurationFile.of(environment));
    }

    /** Reads the file only if no variable has the setting: the home folder may not exist. */
    public static Configuration of(Environment environment) {
        warnings(environment).forEach(warning -> System.getLogger("io.audmodel").log(Level.WARNING, warning));
        return new Configuration(environment);
    }

    /** What the environment of this process says. */
    public static Configuration ofSystem() {
        return of(Environment.system());
    }

    /** Variables that seem to be misspelt: warnings and no errors, since other programs may have some of such names. */
    public static List<String> warnings(Environment environment) {
        return environment.variables().stream()
                .filter(name -> name.startsWith("AUDMODEL_") && !VARIABLES.contains(name))
                .sorted()
                .flatMap(name -> Spelling.nearest(name, VARIABLES).stream()
                        .map(known ->
                                "the environment variable " + name + " has no effect; did you mean " + known + "?"))
                .toList();
    }

    /** @throws ConfigurationException if {@code AUDMODEL_OFFLINE} has another value than those below */
    public static boolean isOffline(Environment environment) {
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

    /**
     * What to do while no repository answers: {@link #CACHED} or {@link #FAIL}.
     *
     * @param inCode whether the program wants what is cached; null if it does not say
     * @param configured what other settings were taken from: only then the file is read for this one
     * @throws ConfigurationException if the variable or the key of the file has another value
     */
    public static Setting ifUnavailable(
            @Nullable Boolean inCode, Environment environment, Optional<Configuration> configured) {
        if (inCode != null) {
            return Setting.ofCode(IF_UNAVAILABLE, inCode ? CACHED : FAIL);
        }
        return environment
                .variable(IF_UNAVAILABLE_VARIABLE)
                .map(value -> new Setting(
                        IF_UNAVAILABLE,
                        ifUnavailable("the environment variable " + IF_UNAVAILABLE_VARIABLE, value),
                        Source.VARIABLE,
                        IF_UNAVAILABLE_VARIABLE))
                .or(() -> configured.flatMap(Configuration::ifUnavailableOfFile))
                .orElse(Setting.ofDefault(IF_UNAVAILABLE, FAIL));
    }

    private Optional<Setting> ifUnavailableOfFile() {
        if (!isHomeKnown()) {
            return Optional.empty();
        }
        ConfigurationFile read = file.get();
        return read.ifUnavailable()
                .map(value -> new Setting(
                        IF_UNAVAILABLE, value, Source.FILE, read.location().toString()));
    }

    Optional<CacheBases> cacheBasesOfFile() {
        return isHomeKnown() ? file.get().cacheBases() : Optional.empty();
    }

    Optional<CacheMode> cacheModeOfFile() {
        return isHomeKnown() ? file.get().cacheMode() : Optional.empty();
    }

    /** What the file requires of models. */
    Optional<TrustSettings> trustOfFile() {
        return isHomeKnown() ? file.get().trust() : Optional.empty();
    }

    private boolean isHomeKnown() {
        try {
            environment.home();
            return true;
        } catch (ConfigurationException e) {
            // No home folder, no file.
            return false;
        }
    }

    static String ifUnavailable(String place, String value) {
        String known = value.strip().toLowerCase(Locale.ROOT);
        if (known.equals(CACHED) || known.equals(FAIL)) {
            return known;
        }
        throw new ConfigurationException(place + " is '" + value + "': it is '" + CACHED
                + "' to use what is cached while no repository answers, and '" + FAIL + "' or not set for an error");
    }

    /** @throws ConfigurationException if {@code AUDMODEL_CALL_TIMEOUT} is no number of seconds */
    public static Optional<Duration> callTimeout(Environment environment) {
        return environment.variable("AUDMODEL_CALL_TIMEOUT").map(text -> {
            if (!text.strip().matches("0*[1-9][0-9]{0,9}")) {
                throw new ConfigurationException("the environment variable AUDMODEL_CALL_TIMEOUT is '" + text
                        + "': it is a number of seconds, at least 1, such as 600");
            }
            return Duration.ofSeconds(Long.parseLong(text.strip()));
        });
    }

    /** @throws ConfigurationException if a variable or the file is malformed, or an unknown home folder is needed */
    public Path cacheRoot() {
        return environment
                .pathInVariable("AUDMODEL_CACHE_ROOT")
                .orElseGet(this::cacheRootOfHome)
                .toAbsolutePath()
                .normalize();
    }

    /** @throws ConfigurationException if a variable or the file is malformed, or an unknown home folder is needed */
    public List<RepositoryAddress> repositories() {
        Optional<String> variable = environment.variable("AUDMODEL_REPOSITORIES");
        if (variable.isPresent()) {
            try {
                return RepositoryAddress.listOf(variable.get());
            } catch (InvalidArgumentException e) {
                throw new ConfigurationException(
                        "the environment variable AUDMODEL_REPOSITORIES is wrong: " + e.getMessage(), e);
            }
        }
        return ofHome(
                        "where models are (AUDMODEL_REPOSITORIES)",
                        () -> file.get().repositories())
                .orElse(DEFAULT_REPOSITORIES);
    }

    /**
     * The options of {@link #repositories}, by place, in search order.
     *
     * @throws ConfigurationException if one is there twice, with other options
     */
    public Map<RepositoryAddress, Map<String, String>> places() {
        Map<RepositoryAddress, Map<String, String>> places = new LinkedHashMap<>();
        for (RepositoryAddress address : repositories()) {
            Map<String, String> other = places.putIfAbsent(address.place(), address.options());
            if (other != null && !other.equals(address.options())) {
                throw new ConfigurationException(
                        "repository " + address.place() + " is configured twice, with other options: keep one of them");
            }
        }
        return places;
    }

    /** Where {@link #repositories} come from. */
    public Setting settingOfRepositories() {
        String value = repositories().stream().map(RepositoryAddress::toString).collect(Collectors.joining(", "));
        return setting(
                "repositories",
                value,
                "AUDMODEL_REPOSITORIES",
                () -> file.get().repositories().isPresent());
    }

    /** Where {@link #cacheRoot} comes from. */
    public Setting settingOfCacheRoot() {
        return setting(
                "cache root",
                cacheRoot().toString(),
                "AUDMODEL_CACHE_ROOT",
                () -> file.get().cacheRoot().isPresent());
    }

    private Setting setting(String name, String value, String variable, BooleanSupplier isInFile) {
        if (environment.variable(variable).isEmpty() && isInFile.getAsBoolean()) {
            return new Setting(name, value, Source.FILE, file.get().location().toString());
        }
        return setting(environment, name, value, variable);
    }

    /**
     * A setting that no file has.
     *
     * @param inCode what the program sets; null if it sets nothing
     */
    public static Setting setting(
            @Nullable Object inCode, Environment environment, String name, String value, String variable) {
        return inCode == null ? setting(environment, name, value, variable) : Setting.ofCode(name, value);
    }

    private static Setting setting(Environment environment, String name, String value, String variable) {
        return environment.variable(variable).isPresent()
                ? new Setting(name, value, Source.VARIABLE, variable)
                : Setting.ofDefault(name, value);
    }

    /** The hint for a search without a result; empty if repositories are configured. */
    public Optional<String> unconfigured() {
        if (!repositories().equals(DEFAULT_REPOSITORIES)) {
            return Optional.empty();
        }
        return Optional.of("nothing is configured: neither the variable AUDMODEL_REPOSITORIES nor a file ~/"
                + ConfigurationFile.PATH
                + " names a repository, and so those of the Python package up to 1.4 are asked, "
                + DEFAULT_REPOSITORIES.get(0) + " and " + DEFAULT_REPOSITORIES.get(1));
    }

    private Path cacheRootOfHome() {
        return ofHome(
                        "the cache folder (AUDMODEL_CACHE_ROOT)",
                        () -> Optional.of(file.get()
                                .cacheRoot()
                                .orElseGet(() -> environment.home().resolve("audmodel"))))
                .orElseThrow();
    }

    /** Reads a setting that is in the home folder. */
    private <T> Optional<T> ofHome(String what, Supplier<Optional<T>> source) {
        try {
            environment.home();
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    what + " is not configured, and would be in the home folder; " + e.getMessage(), e);
        }
        return source.get();
    }
}
