package io.audmodel.layers;

import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.call.Lazy;
import io.audmodel.dryrun.DryRun;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.health.Setting;
import io.audmodel.model.Checksum;
import io.audmodel.plugin.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where a client has its cache.
 *
 * @param root the folder that it fills
 * @param bases the folders below it, which are only read
 * @param permissions of what is made in the root, and in the folders of views
 * @param given a cache of the program's own, in place of that on the class path
 * @param dryRun has the folder that is filled in their place; all others are only read
 * @param settings where root and bases came from
 */
public record CacheFolders(
        Path root,
        List<Path> bases,
        CachePermissions permissions,
        Optional<Cache> given,
        Optional<DryRun> dryRun,
        List<Setting> settings) {

    public CacheFolders {
        bases = List.copyOf(bases);
        settings = List.copyOf(settings);
    }

    /** The cache, opened at its first use. */
    public Supplier<Cache> open(Plugins plugins) {
        Supplier<Cache> top = given.<Supplier<Cache>>map(cache -> () -> cache).orElseGet(() -> alone(root, plugins));
        bases.forEach(CacheFolders::requireNoTilde);
        if (dryRun.isPresent()) {
            requireNoTilde(root);
            return above(Stream.concat(Stream.of(root), bases.stream()).toList(), plugins);
        }
        return bases.isEmpty() ? top : new Lazy<>(() -> new LayeredCache(top.get(), layers(bases, plugins)));
    }

    /** The cache in another folder, without bases, opened at its first use. */
    public Supplier<Cache> alone(Path folder, Plugins plugins) {
        requireNoTilde(folder);
        return dryRun.isPresent()
                ? above(List.of(folder), plugins)
                : new Lazy<>(() -> plugins.cache(folder, permissions));
    }

    /** What is cached in the folders, and in one of the dry run, which has a place for each first of them. */
    private Supplier<Cache> above(List<Path> folders, Plugins plugins) {
        String name = Checksum.md5(folders.get(0).toString()).hex();
        return new Lazy<>(() -> new LayeredCache(
                plugins.cache(dryRun.orElseThrow().cacheRoot().resolve(name), permissions),
                layers(folders.stream().filter(Files::isDirectory).toList(), plugins)));
    }

    private static List<BaseLayer> layers(List<Path> folders, Plugins plugins) {
        return folders.stream()
                .map(folder -> new BaseLayer(plugins.readOnlyCache(folder)))
                .toList();
    }

    /** Python replaces the tilde of a path in code; here it would become a folder. */
    private static void requireNoTilde(Path root) {
        Path tilde = Path.of("~").toAbsolutePath();
        if (root.startsWith(tilde) && Files.notExists(tilde)) {
            throw new InvalidArgumentException("the cache folder " + root + " is in a folder named ~, which does not"
                    + " exist: paths in code are taken as they are, so begin with System.getProperty(\"user.home\")");
        }
    }
}
