package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full, from the first byte to the last: real ones, in a memory of this size. Each call ends in success,
 * or in an error that names the disk; it leaves nothing behind; and succeeds when there is room.
 * {@code -Daudmodel.disk.steps=64} tries more sizes.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes tmpfs")
@Tag("reliability")
@Tag("one-jdk")
class DiskFullTest {

    private static final int STEPS = Integer.getInteger("audmodel.disk.steps", 8);
    private static final int PAGE = 4096;
    private static final int MANY = 10_000;
    private static final int SMALL_FILES = 80;

    @TempDir
    Path folder;

    private String digest = "";
    private long modelSize;
    private Jvm jvm;

    @BeforeEach
    void begin() throws IOException {
        List<String> withMounts = List.of("unshare", "--mount", "--propagation", "private");
        assumeTrue(mayMount(withMounts), "the superuser alone can mount a disk of a few bytes");
        Path model = model("model");
        digest = FileTree.of(model).digest();
        modelSize = FileTree.of(model).files().values().stream()
                .mapToLong(facts -> Long.parseLong(facts.split(" ")[0]))
                .sum();
        jvm = new Jvm.Launch(folder)
                .by(withMounts)
                .program(SmallDisk.class)
                .start(Files.createDirectory(folder.resolve("cases")), model, model("other"));
    }

    @AfterEach
    void end() {
        if (jvm != null) {
            jvm.kill();
        }
    }

    @Test
    void load_leavesNothingOnAFullDisk_andSucceedsWhenThereIsRoom() {
        Map<String, Integer> outcomes = new TreeMap<>();
        sizes().forEach(size -> outcomes.merge(load(size, MANY), 1, Integer::sum));
        inodes().forEach(inodes -> outcomes.merge(load(100 * modelSize, inodes), 1, Integer::sum));
        report("load", outcomes);
    }

    @Test
    void publish_leavesNothingHalfOnAFullDisk_andSucceedsWhenThereIsRoom() {
        Map<String, Integer> outcomes = new TreeMap<>();
        sizes().forEach(size -> outcomes.merge(store("publish", size, MANY), 1, Integer::sum));
        inodes().forEach(inodes -> outcomes.merge(store("publish", 100 * modelSize, inodes), 1, Integer::sum));
        report("publish", outcomes);
    }

    @Test
    void publishAndLoad_leaveNothingInAFullFolderForTemporaryFiles() {
        for (String kind : List.of("to-bucket", "to-artifactory")) {
            Map<String, Integer> outcomes = new TreeMap<>();
            sizes().limit(STEPS / 2).forEach(size -> outcomes.merge(store(kind, size, MANY), 1, Integer::sum));
            report("temporary files " + kind, outcomes);
        }
        assertThat(store("from-artifactory", PAGE, MANY)).isEqualTo("StorageException");
        assertThat(store("from-artifactory", 8 << 20, MANY)).isEqualTo("StorageException");
        assertThat(store("from-artifactory", 32 << 20, MANY)).isEqualTo("success");
    }

    private String load(long size, int inodes) {
        Case tried = tried("load", size, inodes);
        boolean succeeds = tried.first.equals(digest);
        if (!succeeds) {
            assertThat(tried.first)
                    .as("%s", tried)
                    .startsWith("CacheException: ")
                    .contains(folder.resolve("cases/disk/cache").toString());
            requireNamesTheDisk(tried);
            assertThat(tried.leftFiles())
                    .as("%s", tried)
                    .allMatch(name ->
                            name.endsWith(".lock") || name.endsWith(".header.yaml") || name.endsWith(".meta.yaml"));
        }
        assertThat(tried.again).as("%s", tried).isEqualTo(digest);
        return succeeds ? "success" : "CacheException";
    }

    private String store(String kind, long size, int inodes) {
        Case tried = tried(kind, size, inodes);
        boolean fails = tried.first.contains("Exception");
        if (fails) {
            requireNamesTheDisk(tried);
        }
        assertThat(tried.leftFiles())
                .as("%s", tried)
                .noneMatch(name -> name.contains(".audmodel-") || name.endsWith(".tmp"));
        assertThat(tried.again).as("%s", tried).isEqualTo(digest);
        if (!kind.equals("publish")) {
            assertThat(tried.leftFiles()).as("%s", tried).isEmpty();
        }
        return fails ? tried.first.substring(0, tried.first.indexOf(':')) : "success";
    }

    private static void requireNamesTheDisk(Case tried) {
        assertThat(tried.first)
                .as("%s", tried)
                .contains("/disk", "free ")
                .containsAnyOf("No space left", "has room for");
    }

    private Case tried(String kind, long size, int inodes) {
        String command = kind + " " + size + " " + inodes;
        String[] answers = jvm.ask(command).split("\t", -1);
        return new Case(command, answers[0], answers[1], answers[2]);
    }

    /** From one page, as a disk of no bytes has no limit, to three times the model. */
    private LongStream sizes() {
        return LongStream.range(0, STEPS).map(step -> Math.max(PAGE, step * 3 * modelSize / (STEPS - 1)));
    }

    /** Half of the steps, from the root alone to more than a load of the model or a publish takes. */
    private static IntStream inodes() {
        int steps = Math.max(4, STEPS / 2);
        return IntStream.range(0, steps).map(step -> 1 + step * (SMALL_FILES + 20) / (steps - 1) * step / (steps - 1));
    }

    /** Small files take a page each, so that a disk can be full although it has room for all bytes. */
    private Path model(String name) {
        Path model = Samples.write(folder.resolve(name), name, 300_000);
        for (int i = 0; i < SMALL_FILES; i++) {
            Samples.file(model.resolve("small/" + i), name + i);
        }
        return model;
    }

    private static void report(String what, Map<String, Integer> outcomes) {
        System.out.println("disk full: " + what + ": " + outcomes);
    }

    private static boolean mayMount(List<String> withMounts) {
        List<String> command = new ArrayList<>(withMounts);
        command.addAll(List.of("mount", "-t", "tmpfs", "none", "/mnt"));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Case(String command, String first, String left, String again) {

        private List<String> leftFiles() {
            return left.isEmpty() ? List.of() : Arrays.asList(left.split(","));
        }
    }
}
