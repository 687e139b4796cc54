package io.audmodel.cache.local;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Staging;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.AudModelException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the tests run in other JVMs: {@code <root> find | load | documents | hold | remove | storm <log> | hang}. */
final class CacheProgram {

    static final ModelKey KEY = new ModelKey("3e120e8d", Version.of("1.0.0"));
    static final int FILES = 5;

    /** The name of the property with the permissions of the cache. */
    static final String PERMISSIONS = "audmodel.test.permissions";

    private static final Duration LONG = Duration.ofSeconds(60);

    private CacheProgram() {}

    public static void main(String[] arguments) throws Exception {
        Cache cache = new LocalCacheProvider()
                .open(
                        Path.of(arguments[0]),
                        CachePermissions.of(System.getProperty(
                                PERMISSIONS, CachePermissions.ofUmask().text())));
        try {
            switch (arguments[1]) {
                case "find" ->
                    System.out.println(cache.find(KEY).map(Path::toString).orElse("absent") + " "
                            + cache.read(KEY, Cache.Document.HEADER).isPresent());
                case "load" -> System.out.println(cache.getOrFill(KEY, LONG, CacheProgram::fill));
                case "documents" -> {
                    cache.write(KEY, Cache.Document.HEADER, new byte[] {1});
                    cache.writeNote("aliases", "live", new byte[] {2});
                    cache.part("some").getOrFill(KEY, LONG, CacheProgram::fill);
                    System.out.println("written");
                }
                case "hold" -> hold(cache);
                case "remove" -> System.out.println(cache.remove(KEY, Instant.MAX, LONG));
                case "storm" -> storm(cache, Path.of(arguments[2]));
                case "hang" -> cache.getOrFill(KEY, LONG, CacheProgram::hang);
                default -> throw new IllegalArgumentException(arguments[1]);
            }
        } catch (AudModelException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    static void fill(Staging staging) {
        try {
            Path folder = Files.createDirectories(staging.content().resolve("nested"));
            for (int i = 0; i < FILES; i++) {
                Files.writeString(folder.resolve("file" + i), "content " + i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds twice, until a line comes in. */
    private static void hold(Cache cache) throws IOException {
        try (HeldModel once = cache.hold(KEY, LONG).orElseThrow();
                HeldModel twice = cache.hold(KEY, LONG).orElseThrow()) {
            System.out.println("held " + (once.folder().equals(twice.folder()) ? once.folder() : twice.folder()));
            System.in.read();
        }
        System.out.println("released");
    }

    /** Eight threads load at once; each fill adds the number of this process to the log. */
    private static void storm(Cache cache, Path log) throws Exception {
        Callable<Integer> load = () -> {
            Path model = cache.getOrFill(KEY, LONG, staging -> {
                append(log);
                fill(staging);
            });
            return model.resolve("nested").toFile().list().length;
        };
        System.out.println("ready");
        System.in.read();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (Future<Integer> files : threads.invokeAll(Collections.nCopies(8, load))) {
            System.out.println(files.get());
        }
        threads.shutdown();
    }

    private static void append(Path log) {
        try {
            Files.writeString(
                    log, ProcessHandle.current().pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hang(Staging staging) {
        fill(staging);
        System.out.println("filling");
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
