package io.audmodel.spring;

import io.audmodel.model.ModelRef;
import io.audmodel.model.RepositoryAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The properties of the client. What is null or empty is not set here, so that the client takes it from its own environment
 * and its defaults. A number without a unit is one of seconds, as in the variables of the same names, which Spring Boot reads
 * as properties too. A name that is not known is an error, but for variables and system properties, which are there for others as
 * well: a misspelt one would leave a default in place.
 *
 * @param repositories Repositories in search order, as backend:host#name?option=value; the first receives what is published.
 * @param cacheRoot Cache folder; a leading ~ is the home folder.
 * @param cacheBases Read-only caches below the cache folder, in the order in which they are asked.
 * @param cachePermissions Permissions of the folders in the cache, such as rwxrws---; files have the same without execution.
 * @param offline Whether to ask no repository, and to know only what is cached.
 * @param ifUnavailable What to do while no repository answers.
 * @param callTimeout How long a call may take without moving anything.
 * @param lockTimeout How long a load waits for another process that fetches the same model.
 * @param gracePeriod How old the remains of an interrupted publish must be before another one replaces them.
 * @param temporaryRoot Folder for temporary files of backends, which must exist.
 * @param serializer Name of the format of documents.
 * @param archiveLimits How much an archive may unpack to.
 * @param followed References to follow, by the names of their beans of type Follower.
 * @param health How the health of the client is found out.
 */
@ConfigurationProperties(prefix = "audmodel", ignoreUnknownFields = false)
record AudModelProperties(
        @DefaultValue List<RepositoryAddress> repositories,
        @Nullable String cacheRoot,
        @DefaultValue List<String> cacheBases,
        @Nullable String cachePermissions,
        @Nullable Boolean offline,
        @Nullable IfUnavailable ifUnavailable,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration callTimeout,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration lockTimeout,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration gracePeriod,
        @Nullable String temporaryRoot,
        @Nullable String serializer,
        @DefaultValue Limits archiveLimits,
        @DefaultValue Map<String, Followed> followed,
        @DefaultValue Health health) {

    /** What to do while no repository answers. */
    enum IfUnavailable {
        /** Use what is cached. */
        CACHED,
        /** Throw an error. */
        FAIL
    }

    /**
     * @param maxEntries Number of files and folders.
     * @param maxBytes Length of all files together, in bytes.
     */
    record Limits(@Nullable Integer maxEntries, @Nullable Long maxBytes) {}

    /**
     * @param ref Alias, short id or id to follow.
     * @param every How often to check whether the reference leads to another model.
     * @param verified Whether each model is verified before it is served, which costs a second transfer of it.
     */
    record Followed(
            @Nullable ModelRef ref,

            @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("30s")
            Duration every,

            @DefaultValue("false") boolean verified) {}

    /**
     * @param timeout How long a check of repositories and cache may take, 5 seconds at most.
     * @param interval How long the result of a check is used before the next one.
     */
    record Health(
            @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("2s")
            Duration timeout,

            @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("30s")
            Duration interval) {}
}
