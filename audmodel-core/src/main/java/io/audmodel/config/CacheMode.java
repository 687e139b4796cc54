package io.audmodel.config;

import io.audmodel.backend.Environment;
import io.audmodel.cache.CachePermissions;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import java.util.Optional;

/**
 * The permissions of what a client makes in its cache.
 *
 * @param setting where they come from; empty if nothing sets them
 */
public record CacheMode(CachePermissions permissions, Optional<Setting> setting) {

    static final String VARIABLE = "AUDMODEL_CACHE_PERMISSIONS";
    static final String KEY = "cache_permissions";

    /** The name of the setting. */
    private static final String NAME = "cache permissions";

    public static CacheMode ofCode(CachePermissions permissions) {
        return new CacheMode(permissions, Optional.of(Setting.ofCode(NAME, permissions.text())));
    }

    /**
     * Reads them.
     *
     * @param configured what other settings were taken from: only then the file is read for this one
     * @throws ConfigurationException if the variable or the key of the file has no permissions
     */
    public static CacheMode of(Environment environment, Optional<Configuration> configured) {
        return environment
                .variable(VARIABLE)
                .map(text -> parsed("the environment variable " + VARIABLE, text, Source.VARIABLE, VARIABLE))
                .or(() -> configured.flatMap(Configuration::cacheModeOfFile))
                .orElseGet(() -> new CacheMode(CachePermissions.ofUmask(), Optional.empty()));
    }

    static CacheMode parsed(String what, String text, Source source, String place) {
        try {
            CachePermissions permissions = CachePermissions.of(text.strip());
            return new CacheMode(permissions, Optional.of(new Setting(NAME, permissions.text(), source, place)));
        } catch (InvalidArgumentException e) {
            throw new ConfigurationException(what + ": " + e.getMessage(), e);
        }
    }
}
