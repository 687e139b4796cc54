package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class FsProcessesTest {

    private static final int PROCESSES = 4;

    @TempDir
    private Path host;

    private Path root;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(host.resolve("models"));
    }

    @Test
    void replace_fourProcesses_loseNoUpdate() throws Exception {
        new FsBackend(root).put(ChildProcess.COUNTER, ChildProcess.text("0"), PutMode.create());
        run("count");
        assertThat(root.resolve("a/counter")).hasContent("" + PROCESSES * ChildProcess.ROUNDS);
    }

    @Test
    void create_fourProcesses_haveOneWinnerEach() throws Exception {
        run("create");
        Map<Integer, String> winners = new HashMap<>();
        for (int process = 0; process < PROCESSES; process++) {
            String won = Files.readString(root.resolve("won/" + process));
            for (String round : won.isBlank() ? new String[0] : won.split(" ")) {
                assertThat(winners.put(Integer.parseInt(round), "" + process)).isNull();
            }
        }
        assertThat(winners).hasSize(ChildProcess.ROUNDS);
        for (Map.Entry<Integer, String> winner : winners.entrySet()) {
            assertThat(root.resolve(ChildProcess.contested(winner.getKey()).text()))
                    .hasContent(winner.getValue());
        }
    }

    @Test
    void overwrite_processDiesMidway_leavesTheOldObjectAndNoLock() throws Exception {
        FsBackend backend = new FsBackend(root);
        backend.put(ChildProcess.HALF, ChildProcess.text("old"), PutMode.create());
        assertThat(ChildProcess.finish(ChildProcess.start("umask 022", "die", root, "0")))
                .isEqualTo(ChildProcess.KILLED);
        assertThat(root.resolve("a/half")).hasContent("old");
        assertThat(backend.list(new ObjectPath("a"))).hasSize(1);
        backend.put(ChildProcess.HALF, ChildProcess.text("new"), PutMode.overwrite());
        assertThat(root.resolve("a/half")).hasContent("new");
    }

    @ParameterizedTest
    @CsvSource({"002, rw-rw-r--, rwxrwxr-x", "022, rw-r--r--, rwxr-xr-x", "077, rw-------, rwx------"})
    void modes_followTheUmask(String umask, String ofFiles, String ofFolders) throws Exception {
        assertThat(ChildProcess.finish(ChildProcess.start("umask " + umask, "create", root, "0")))
                .isZero();
        assertThat(mode(root.resolve("a"))).isEqualTo(ofFolders);
        assertThat(mode(root.resolve("won/0"))).isEqualTo(ofFiles);
    }

    @Test
    void modes_areThoseOfAPlainlyCreatedFile() throws IOException {
        Path plain = Files.createFile(host.resolve("plain"));
        FsBackend backend = new FsBackend(root);
        ObjectPath path = new ObjectPath("a/object");
        for (PutMode mode : List.of(PutMode.create(), PutMode.overwrite())) {
            backend.put(path, Content.of(new byte[1]), mode);
            assertThat(mode(root.resolve("a/object"))).isEqualTo(mode(plain));
        }
    }

    private void run(String work) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(ChildProcess.start("umask 022", work, root, "" + i));
        }
        for (Process process : processes) {
            assertThat(ChildProcess.finish(process)).isZero();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
