package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class LoadCommandTest {

    private static final long MINUTES = 2;

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
    }

    @Test
    void load_printsTheFolderOfTheModel() {
        try (AudModel audmodel = tool.client()) {
            audmodel.setAlias(new Alias("best"), id);
        }
        Path other = tool.folder().resolve("other");

        assertThat(Path.of(tool.run("load", "best").line()).resolve("net/weights.txt"))
                .hasContent("0.1 0.2\n");
        assertThat(tool.run("load", id, "--json", "--cache-root", other).line())
                .startsWith("\"" + other + "/")
                .endsWith("/1.0.0\"");
    }

    @Test
    void load_takesSeveralModels_andEndsAtTheFirstThatIsNotThere() {
        ModelId second = tool.publish("emotion", "2.0.0", Map.of());

        assertThat(tool.run("load", id, second).succeeded().out().lines())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("/1.0.0"),
                        last -> assertThat(last).endsWith("/2.0.0"));
        assertThat(tool.run("load", id, second, "--json").line())
                .startsWith("[\"")
                .endsWith("/2.0.0\"]");
        Outcome outcome = tool.run("load", id, "nobody", second);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("nobody");
        assertThat(outcome.out().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("/1.0.0"));
        tool.run("load", id, "no reference").failed(2, "no reference");
    }

    @Test
    void load_takesTheFilesThatMatch() {
        Path some = Path.of(tool.run("load", id, "--only", "net/*.txt").line());

        assertThat(some.resolve("net/weights.txt")).exists();
        assertThat(some.toString()).contains("/.parts/");
        tool.run("load", id, "--only", "*.onnx").failed(2, "*.onnx", "files");
        tool.run("load", id, "--only", "/net").failed(2, "/net");
    }

    @Test
    void load_offlineTakesWhatIsCachedAndSaysWhatIsNot() throws IOException {
        Path loaded = Path.of(tool.run("load", id).line());
        Files.move(tool.host(), folder.resolve("gone"));

        assertThat(tool.run("--offline", "load", id).line()).isEqualTo(loaded.toString());
        assertThat(tool.run("version", id.shortId(), "--offline").line()).isEqualTo("1.0.0");
        tool.run("--offline", "load", "00000000-1").failed(3, "offline", "00000000-1");
    }

    @Test
    void load_refusesWrongArguments() {
        tool.run("load").failed(2, "REF");
        tool.run("load", "00000000").failed(1, "00000000 does not exist");
        tool.run("load", "nobody").failed(1, "alias 'nobody' does not exist");
        tool.run("load", id, "--lock-timeout", "0").failed(2, "--lock-timeout", "at least 1");
        tool.run("--repository", "file-system:" + folder.resolve("gone") + "#models", "load", id)
                .failed(3, "gone");
    }

    @Test
    void load_ofADamagedArchiveIsCorrupt() throws IOException {
        Path archive;
        try (AudModel audmodel = tool.client()) {
            archive = Path.of(audmodel.url(id, UrlType.MODEL));
        }
        Files.write(archive, new byte[] {1, 2, 3});

        tool.run("load", id).failed(5, id.toString());
        Outcome verbose = tool.run("-v", "load", id);
        assertThat(verbose.status()).isEqualTo(5);
        assertThat(verbose.err()).contains("CorruptArchiveException").contains(" at io.audmodel.");
    }

    @Test
    void load_endsWithAConflictWhereTheLockIsNotFreeInTime() throws InterruptedException {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Thread loader = new Thread(() -> {
            try (AudModel audmodel = tool.client()) {
                audmodel.withProgress(progress -> {
                            locked.countDown();
                            await(told);
                        })
                        .load(id);
            }
        });
        loader.start();
        await(locked);
        try {
            tool.run("load", id, "--lock-timeout", "1").failed(4, "/.1.0.0.lock", "wait longer");
        } finally {
            told.countDown();
            loader.join();
        }
        assertThat(tool.run("load", id, "--lock-timeout", "1").line()).endsWith("1.0.0");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(MINUTES, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }
}
