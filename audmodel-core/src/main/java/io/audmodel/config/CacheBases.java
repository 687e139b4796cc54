package io.audmodel.config;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The read-only caches below that of a client.
 *
 * @param roots their folders in the order in which they are asked
 * @param setting where they come from; empty if there are none
 */
public record CacheBases(List<Path> roots, Optional<Setting> setting) {

    static final String VARIABLE = "AUDMODEL_CACHE_BASES";
    static final String KEY = "cache_bases";

    /** The name of the setting. */
    private static final String NAME = "cache bases";

    /** Paths as {@code PATH} has them. */
    private static final Pattern COLONS = Pattern.compile(":(?!//)[/~]");

    public CacheBases {
        roots = List.copyOf(roots);
    }

    public static CacheBases ofCode(List<Path> roots) {
        return roots.isEmpty() ? none() : new CacheBases(roots, Source.CODE, "");
    }

    private static CacheBases none() {
        return new CacheBases(List.of(), Optional.empty());
    }

    private CacheBases(List<Path> roots, Source source, String place) {
        this(
                roots,
                Optional.of(new Setting(
                        NAME, roots.stream().map(Path::toString).collect(Collectors.joining(", ")), source, place)));
    }

    /**
     * Reads them.
     *
     * @param configured what other settings were taken from: only then the file is read for these
     * @throws ConfigurationException if the variable or the file is malformed
     */
    public static CacheBases of(Environment environment, Optional<Configuration> configured) {
        return environment
                .variable(VARIABLE)
                .map(text -> new CacheBases(
                        paths(environment, "the environment variable " + VARIABLE, List.of(text.split(",", -1))),
                        Source.VARIABLE,
                        VARIABLE))
                .or(() -> configured.flatMap(Configuration::cacheBasesOfFile))
                .orElse(none());
    }

    /** What a file says, in its key for them. */
    static CacheBases ofFile(Environment environment, Path location, @Nullable Object value) {
        String place = location + ": '" + KEY + "'";
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            List<String> texts = list.stream().map(String::valueOf).toList();
            return texts.isEmpty()
                    ? none()
                    : new CacheBases(paths(environment, place, texts), Source.FILE, location.toString());
        }
        throw new ConfigurationException(place + " has to be a list of folders, each the path of a cache that is only"
                + " read; leave the key out for none");
    }

    /** The message of an error about one of them. */
    public String from(String message) {
        return setting.map(set -> set.place() + ": " + message).orElse(message);
    }

    private static List<Path> paths(Environment environment, String place, List<String> texts) {
        return texts.stream()
                .map(text -> path(environment, place, text.strip()))
                .toList();
    }

    private static Path path(Environment environment, String place, String text) {
        if (text.isEmpty()) {
            throw new ConfigurationException(place
                    + " names an empty path: it names folders, separated by commas, such as /opt/models,/mnt/models");
        }
        if (COLONS.matcher(text).find()) {
            throw new ConfigurationException(
                    place + " has '" + text
                            + "', which seems to be several paths: separate folders by commas, such as /opt/models,/mnt/models");
        }
        try {
            return environment.path(text).toAbsolutePath().normalize();
        } catch (ConfigurationException e) {
            throw new ConfigurationException(place + ": " + e.getMessage(), e);
        }
    }
}
