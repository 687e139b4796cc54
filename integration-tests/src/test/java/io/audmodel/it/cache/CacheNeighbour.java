package io.audmodel.it.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.audmodel.it.kit.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The main class of the JVM of a user of the same group, who means ill: plants something once, or swaps something in and
 * out until told to stop. Its arguments are the cache, a folder of the victim's, and what is there like the cache.
 */
final class CacheNeighbour {

    private final Path cache;
    private final Path outside;
    private final Path twins;
    private volatile boolean isSwapping;

    private CacheNeighbour(Path cache, Path outside, Path twins) {
        this.cache = cache;
        this.outside = outside;
        this.twins = twins;
    }

    public static void main(String[] arguments) throws Exception {
        CacheNeighbour neighbour =
                new CacheNeighbour(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        Worker.say(Worker.READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("plant")) {
                Worker.say(neighbour.plant(Plant.valueOf(words[1]), words[2]));
            } else {
                neighbour.isSwapping = true;
                Thread swapping = new Thread(() -> neighbour.swap(Plant.valueOf(words[1]), words[2]));
                swapping.start();
                Worker.say("swapping");
                commands.readLine();
                neighbour.isSwapping = false;
                swapping.join();
                Worker.say("calm");
            }
        }
    }

    private String plant(Plant plant, String name) {
        try {
            put(plant, cache, outside, twins, name);
            return "done";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Puts something in place of what is there. */
    static void put(Plant plant, Path cache, Path outside, Path twins, String name) throws IOException {
        Path place = cache.resolve(name);
        Files.createDirectories(place.getParent());
        delete(place);
        plant.put(place, outside, twins.resolve(name));
    }

    /** By renames alone, as quickly as they go; what cannot be done at this moment is tried again. */
    private void swap(Plant plant, String name) {
        Path place = cache.resolve(name);
        Path aside = place.resolveSibling(place.getFileName() + ".aside");
        Path ready = place.resolveSibling(place.getFileName() + ".ready");
        int round = 0;
        while (isSwapping) {
            if (!Files.exists(ready, LinkOption.NOFOLLOW_LINKS)) {
                attempt(() -> plant.put(ready, outside, twins.resolve(name)));
            }
            attempt(() -> Files.move(place, aside));
            attempt(() -> Files.move(ready, place));
            LockSupport.parkNanos(20_000L * (round++ % 8));
            attempt(() -> Files.move(place, ready));
            attempt(() -> Files.move(aside, place));
            LockSupport.parkNanos(20_000L * (round % 5));
        }
    }

    private interface Step {

        void take() throws IOException;
    }

    private static void attempt(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            // The victim was quicker.
            Thread.onSpinWait();
        }
    }

    private static void delete(Path place) throws IOException {
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(place);
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(place)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
