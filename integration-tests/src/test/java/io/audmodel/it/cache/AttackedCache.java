package io.audmodel.it.cache;

import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cache of two users of a group, as the page on caches says, and what one of them has beside it. */
final class AttackedCache implements AutoCloseable {

    static final int GROUP = 54_320;
    private static final int VICTIM = 54_321;
    private static final int NEIGHBOUR = 54_322;

    private final Path cache;
    private final Path filled;
    private final Path outside;
    private final Path twins;
    private final Jvm victim;
    private final Jvm neighbour;

    AttackedCache(Workshop workshop, ModelId id) throws IOException {
        Path folder = workshop.folder();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        cache = folder.resolve("shared/cache");
        filled = folder.resolve("filled");
        outside = folder.resolve("outside");
        twins = outside.resolve("twins");
        shell("mkdir -p '%s' && chgrp %d '%s' && chmod 2775 '%s'", cache, GROUP, cache, cache);
        String classPath = OtherUser.copyOfTheClassPath(workshop);
        victim = start(workshop, VICTIM, classPath, CacheVictim.class, workshop.repository(), cache, id);
        neighbour = start(workshop, NEIGHBOUR, classPath, CacheNeighbour.class, cache, outside, twins);
        for (CacheCall call : List.of(CacheCall.LOAD_PART, CacheCall.LOAD, CacheCall.META, CacheCall.ALIAS)) {
            require(ask(call, 1).equals("done"), call + " does not work");
        }
        shell("find '%s' -exec touch -h -d '3 days ago' {} + && cp -a '%s' '%s'", cache, cache, filled);
        shell("mkdir '%s' && cp -a '%s' '%s' && mkdir '%s/documents'", outside, filled, twins, outside);
        Files.writeString(outside.resolve("private.txt"), "private");
        Files.writeString(outside.resolve("documents/thesis.txt"), "years of work");
        shell("chmod -R go= '%s' && chown -R %d '%s'", outside, VICTIM, outside);
        shell("find '%s' -exec touch -h -d '3 days ago' {} +", outside);
    }

    private static Jvm start(Workshop workshop, int user, String classPath, Class<?> program, Object... arguments) {
        return new Jvm.Launch(workshop.folder())
                .by(List.of(
                        "setpriv",
                        "--reuid=" + user,
                        "--regid=" + GROUP,
                        "--clear-groups",
                        "sh",
                        "-c",
                        "umask 002 && exec \"$@\"",
                        "sh"))
                .classPath(classPath)
                .program(program)
                .start(arguments);
    }

    /** Every name that there is in the filled cache, and names that a cache may have as well. */
    List<String> places() throws IOException {
        List<String> places = new ArrayList<>();
        try (Stream<Path> all = Files.walk(filled)) {
            all.filter(path -> !path.equals(filled))
                    .forEach(path -> places.add(filled.relativize(path).toString()));
        }
        String id = places.stream()
                .filter(name -> name.matches("[0-9a-f]{8}"))
                .findFirst()
                .orElseThrow();
        for (String name : List.of(
                "1.0.0~",
                ".1.0.0.00000000-1-1-00000000.tmp",
                ".1.0.0.header.yaml.lock",
                ".1.0.0.used",
                "2.0.0",
                "2.0.0.header.yaml")) {
            places.add(id + "/" + name);
        }
        places.addAll(List.of(".verify-1", ".verify.00000000-1-1-00000000.tmp", "00000000", "00000000/1.0.0"));
        places.sort(null);
        return places;
    }

    /** As it was when it was filled, or empty. */
    void reset(boolean isFilled) {
        shell("rm -rf '%s'/* '%s'/.[!.]*", cache, cache);
        if (isFilled) {
            shell("cp -a '%s'/. '%s'/", filled, cache);
        }
    }

    /** @return whether that is possible here */
    boolean plant(Plant plant, String place) {
        if (!plant.takesTheSuperuser()) {
            return neighbour.ask("plant " + plant + " " + place).equals("done");
        }
        try {
            CacheNeighbour.put(plant, cache, outside, twins, place);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void startSwapping(Plant plant, String place) {
        require(neighbour.ask("swap " + plant + " " + place).equals("swapping"), "no swaps");
    }

    void stopSwapping() {
        require(neighbour.ask("stop").equals("calm"), "no calm");
    }

    /** How a call ended, or the last of many. */
    String ask(CacheCall call, int times) {
        return victim.ask(call + " " + times);
    }

    /** All of what is outside that the library must not change. */
    SortedMap<String, String> outside() throws IOException {
        SortedMap<String, String> facts = new TreeMap<>();
        List<Path> all;
        try (Stream<Path> walk = Files.walk(outside)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Map<String, Object> attributes = Files.readAttributes(
                    path, "unix:mode,uid,gid,size,lastModifiedTime,ino", LinkOption.NOFOLLOW_LINKS);
            String content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    ? Checksum.md5(Files.readAllBytes(path)).hex()
                    : "";
            facts.put(outside.relativize(path).toString(), new TreeMap<>(attributes) + content);
        }
        return facts;
    }

    /** Ends both at once: one of them may hang. */
    void kill() {
        victim.kill();
        neighbour.kill();
    }

    @Override
    public void close() {
        neighbour.close();
        victim.close();
    }

    private static void require(boolean isTrue, String message) {
        if (!isTrue) {
            throw new AssertionError(message);
        }
    }

    private static void shell(String command, Object... arguments) {
        try {
            int status = new ProcessBuilder("sh", "-c", String.format(command, arguments))
                    .inheritIO()
                    .start()
                    .waitFor();
            require(status == 0, command + " failed");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
