package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyProcessesTest {

    private static final int PROCESSES = 4;
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    @Test
    void withLocks_oneOfAllProcessesFills() throws Exception {
        assertThat(storm(List.of())).hasSize(1);
    }

    @Test
    void withoutLocks_aProcessFillsOnceAtTheMost() throws Exception {
        List<String> fills = storm(List.of("-Dio.audmodel.cache.locks=none"));

        assertThat(fills).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void someWithAndSomeWithoutLocks_aProcessFillsOnceAtTheMost() throws Exception {
        List<String> fills = storm(List.of(), List.of("-Dio.audmodel.cache.locks=none"));

        assertThat(fills).isNotEmpty().doesNotHaveDuplicates();
    }

    /** The processes have the flags by turns. Gives the numbers of those that filled, once for each fill. */
    @SafeVarargs
    private List<String> storm(List<String>... flags) throws Exception {
        Path root = folder.resolve("cache");
        Path log = folder.resolve("log");
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(new ChildProcess(ChildProcess.jvmCommand(
                        System.getProperty("java.class.path"),
                        flags[i % flags.length],
                        root,
                        "storm",
                        log.toString())));
            }
            for (ChildProcess child : children) {
                child.expect("ready");
            }
            children.forEach(child -> child.send("go"));
            for (ChildProcess child : children) {
                assertThat(child.remaining()).isEqualTo(Collections.nCopies(THREADS, "" + CacheProgram.FILES));
            }
        } finally {
            children.forEach(ChildProcess::close);
        }
        assertOnlyTheModelIsLeft(root);
        return Files.readAllLines(log);
    }

    private static void assertOnlyTheModelIsLeft(Path root) throws IOException {
        try (var names = Files.list(root.resolve(KEY.id()))) {
            assertThat(names.map(path -> path.getFileName().toString())).isSubsetOf("1.0.0", ".1.0.0.lock");
        }
    }
}
