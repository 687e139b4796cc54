package io.audmodel.layers;

import io.audmodel.backend.Environment;
import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.call.Lazy;
import io.audmodel.config.CacheBases;
import io.audmodel.config.CacheMode;
import io.audmodel.config.Configuration;
import io.audmodel.dryrun.DryRun;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program says of its cache; the environment says the rest.
 *
 * @param root the folder; null if the environment names it
 * @param cache a cache of the program's own
 * @param bases the read-only folders below it; null if the environment names them
 * @param permissions of what is made there; null if the environment says them
 */
public record CacheChoice(
        @Nullable Path root,
        @Nullable Cache cache,
        @Nullable List<Path> bases,
        @Nullable CachePermissions permissions) {

    private static final String ROOT = "cache root";

    public static CacheChoice none() {
        return new CacheChoice(null, null, null, null);
    }

    public CacheChoice withRoot(Path folder) {
        return new CacheChoice(folder.toAbsolutePath().normalize(), cache, bases, permissions);
    }

    public CacheChoice withCache(Cache instance) {
        return new CacheChoice(root, instance, bases, permissions);
    }

    public CacheChoice withBases(List<Path> folders) {
        return new CacheChoice(
                root,
                cache,
                folders.stream().map(base -> base.toAbsolutePath().normalize()).toList(),
                permissions);
    }

    public CacheChoice withPermissions(CachePermissions all) {
        return new CacheChoice(
                root, cache, bases, Objects.requireNonNull(all, "the permissions of the cache are null"));
    }

    /**
     * The folders by this choice and by the environment.
     *
     * @param configuration read for the root if nothing else names it, and for the bases if it was read for something
     * @param dryRun keeps what is written; null if the cache does
     * @throws InvalidArgumentException if a base that the program names is no folder of its own, or if it sets permissions
     *     of a cache of its own, or has a dry run with one
     * @throws ConfigurationException if one that the environment or the file names is none, or their permissions are none
     */
    public CacheFolders folders(Environment environment, Lazy<Configuration> configuration, @Nullable DryRun dryRun) {
        List<Setting> settings = new ArrayList<>();
        Path folder = cache != null ? cache.root() : root;
        if (folder == null) {
            folder = configuration.get().cacheRoot();
            settings.add(configuration.get().settingOfCacheRoot());
        } else {
            settings.add(Setting.ofCode(ROOT, folder.toString()));
        }
        CacheBases below =
                bases == null ? CacheBases.of(environment, configuration.ifMade()) : CacheBases.ofCode(bases);
        below.setting().ifPresent(settings::add);
        requireApart(folder, below);
        if (cache != null && permissions != null) {
            throw new InvalidArgumentException(
                    "the permissions " + permissions + " are for the cache on the class path, and"
                            + " the program has one of its own: set them there, and leave cachePermissions out");
        }
        CacheMode mode =
                permissions == null ? CacheMode.of(environment, configuration.ifMade()) : CacheMode.ofCode(permissions);
        mode.setting().ifPresent(settings::add);
        if (cache != null && dryRun != null) {
            throw new InvalidArgumentException(
                    "the program has a cache of its own, which a dry run cannot keep as it is:"
                            + " build the client of the dry run without it, with cacheRoot(" + folder + ")");
        }
        return new CacheFolders(
                folder,
                below.roots(),
                mode.permissions(),
                Optional.ofNullable(cache),
                Optional.ofNullable(dryRun),
                settings);
    }

    private static void requireApart(Path root, CacheBases bases) {
        List<Path> others = new ArrayList<>(List.of(root));
        for (Path base : bases.roots()) {
            for (Path other : others) {
                if (isWithin(base, other) || isWithin(other, base)) {
                    throw notApart(base, other, other.equals(root) ? "the cache root" : "another base", bases);
                }
            }
            others.add(base);
        }
    }

    private static AudModelException notApart(Path base, Path other, String what, CacheBases bases) {
        String message = "the cache base " + base + " is " + (base.equals(other) ? "" : "not apart from ") + what
                + (base.equals(other) ? "" : " " + other)
                + ": a base is a folder that is only read, neither above nor below another folder of the cache. Leave it"
                + " out, or name another one";
        boolean isOfCode =
                bases.setting().filter(set -> set.source() == Source.CODE).isPresent();
        return isOfCode ? new InvalidArgumentException(message) : new ConfigurationException(bases.from(message));
    }

    /** Also over links, as far as the folders are there. */
    private static boolean isWithin(Path inner, Path outer) {
        return inner.startsWith(outer) || real(inner).startsWith(real(outer));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
