package io.audmodel.spring;

import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Environment;
import io.audmodel.cache.CachePermissions;
import io.audmodel.error.AudModelException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.spring.AudModelProperties.IfUnavailable;
import io.audmodel.spring.AudModelProperties.Limits;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Sets the builder's settings from properties; an error names the property, as those of Spring Boot do. */
final class PropertySettings {

    private final AudModelBuilder builder;

    private PropertySettings(AudModelBuilder builder) {
        this.builder = builder;
    }

    static void apply(AudModelProperties properties, AudModelBuilder builder) {
        new PropertySettings(builder).apply(properties);
    }

    private void apply(AudModelProperties properties) {
        properties.repositories().forEach(address -> set("repositories", address, builder::repository));
        Function<String, Path> paths = Environment.system()::path;
        set("cache-root", properties.cacheRoot(), text -> builder.cacheRoot(paths.apply(text)));
        if (!properties.cacheBases().isEmpty()) {
            set(
                    "cache-bases",
                    properties.cacheBases(),
                    texts -> builder.cacheBases(texts.stream().map(paths).toList()));
        }
        set(
                "cache-permissions",
                properties.cachePermissions(),
                text -> builder.cachePermissions(CachePermissions.of(text)));
        set("temporary-root", properties.temporaryRoot(), text -> builder.temporaryRoot(paths.apply(text)));
        set("offline", properties.offline(), offline -> {
            if (offline) {
                builder.offline();
            } else {
                builder.online();
            }
        });
        set("if-unavailable", properties.ifUnavailable(), policy -> {
            if (policy == IfUnavailable.CACHED) {
                builder.cachedIfUnavailable();
            } else {
                builder.onlineFirst();
            }
        });
        set("call-timeout", properties.callTimeout(), builder::callTimeout);
        set("lock-timeout", properties.lockTimeout(), builder::lockTimeout);
        set("grace-period", properties.gracePeriod(), builder::gracePeriod);
        set("serializer", properties.serializer(), builder::serializer);
        set("archive-limits", properties.archiveLimits(), limits -> builder.archiveLimits(limits(limits)));
    }

    private static ArchiveLimits limits(Limits limits) {
        ArchiveLimits defaults = ArchiveLimits.defaults();
        Integer entries = limits.maxEntries();
        Long bytes = limits.maxBytes();
        return new ArchiveLimits(
                entries == null ? defaults.maxEntries() : entries, bytes == null ? defaults.maxBytes() : bytes);
    }

    private static <T> void set(String name, @Nullable T value, Consumer<T> setting) {
        if (value == null || value.toString().isBlank()) {
            return;
        }
        try {
            setting.accept(value);
        } catch (AudModelException e) {
            throw new InvalidConfigurationPropertyValueException("audmodel." + name, value, e.getMessage());
        }
    }
}
