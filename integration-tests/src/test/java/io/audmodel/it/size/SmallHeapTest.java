package io.audmodel.it.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A JVM with a small heap publishes, loads and finds what is many times as large. The largest file has no content but zeros,
 * and takes no room at first: {@code -Daudmodel.heap.megabytes=8192} makes it as large as the promise says, and {@code
 * -Daudmodel.heap.files=300000 -Daudmodel.heap=64} the number of files.
 */
@Tag("reliability")
@Tag("one-jdk")
class SmallHeapTest implements OnStorage {

    private static final int MIB = 1 << 20;
    private static final long ZEROS = Integer.getInteger("audmodel.heap.megabytes", 64) * (long) MIB;
    private static final int FILES = Integer.getInteger("audmodel.heap.files", 20_000);
    private static final int HEAP_FOR_FILES = Integer.getInteger("audmodel.heap", 24);
    private static final int NOISE = 48 * MIB;

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void aModelLargerThanTheHeap_isPublishedAndLoaded_inPlaceAndByRanges(Workshop workshop) throws IOException {
        Path model = Samples.write(workshop.fresh("model"), "heap", NOISE);
        try (RandomAccessFile zeros =
                new RandomAccessFile(model.resolve("zeros.bin").toFile(), "rw")) {
            zeros.setLength(ZEROS);
        }
        ModelId id = Worker.request(model, "1.0.0", "sphinx").id();

        Path reads = workshop.fresh("reads");
        Path cache = workshop.fresh("cache");
        try (Jvm jvm = launch(workshop, 64).start(workshop.repository(), cache, reads)) {
            assertThat(jvm.ask("publish " + model + " 1.0.0 sphinx")).isEqualTo(id.toString());
            requireSame(Path.of(jvm.ask("load-unseen " + id)), model);
        }
        assertThat(Files.readAllLines(reads)).as("requests for a local file").hasSize(1);
        FileTree.delete(cache);
        Files.delete(reads);

        try (Jvm jvm = launch(workshop, 64).start(workshop.repository(), cache, reads)) {
            requireSame(Path.of(jvm.ask("load-by-ranges " + id)), model);
        }
        assertThat(Files.readAllLines(reads)).as("requests for ranges").hasSizeGreaterThan(2);
    }

    @Test
    void aModelOfManyFiles_isPublishedAndLoaded_inPlaceAndByRanges(Workshop workshop) throws IOException {
        Path model = workshop.fresh("model");
        for (int i = 0; i < FILES; i++) {
            Path file = model.resolve(String.format("speaker-%03d/utterance-%06d.txt", i % 300, i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, Integer.toString(i));
        }
        ModelId id = Worker.request(model, "1.0.0", "sphinx").id();

        Path reads = workshop.fresh("reads");
        Path cache = workshop.fresh("cache");
        try (Jvm jvm = launch(workshop, HEAP_FOR_FILES).start(workshop.repository(), cache, reads)) {
            assertThat(jvm.ask("publish " + model + " 1.0.0 sphinx")).isEqualTo(id.toString());
            requireAllFiles(Path.of(jvm.ask("load-unseen " + id)));
        }
        FileTree.delete(cache);

        try (Jvm jvm = launch(workshop, HEAP_FOR_FILES).start(workshop.repository(), cache, reads)) {
            requireAllFiles(Path.of(jvm.ask("load-by-ranges " + id)));
        }
    }

    private static void requireAllFiles(Path loaded) throws IOException {
        int found = 0;
        try (Stream<Path> all = Files.walk(loaded)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String number = Files.readString(file);
                assertThat(file.getFileName())
                        .hasToString(String.format("utterance-%06d.txt", Integer.parseInt(number)));
                found++;
            }
        }
        assertThat(found).as("files in " + loaded).isEqualTo(FILES);
    }

    @Test
    void aSearch_overHeadersOfAnySize_findsAllThatCanBeHeld_andLeavesTheOthersOut(Workshop workshop) {
        try (Backend backend = workshop.connect(workshop.repository())) {
            for (int i = 0; i < 20; i++) {
                header(backend, "small-" + i, "text", "x");
            }
            for (int i = 0; i < 8; i++) {
                header(backend, "long-" + i, "text", "y".repeat(3 * MIB / 2));
                header(backend, "dense-" + i, "list", Collections.nCopies(100_000, Map.of()));
                header(backend, "denser-" + i, "list", Collections.nCopies(300_000, Map.of()));
            }
            for (int i = 0; i < 6; i++) {
                header(backend, "vast-" + i, "text", "z".repeat(16 * MIB - 200));
            }
        }
        try (Jvm jvm =
                launch(workshop, 64).start(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads"))) {
            for (String run : List.of("cold", "warm")) {
                assertThat(jvm.ask("find")).as(run).isEqualTo("36 found");
            }
        }
    }

    private static void header(Backend backend, String name, String parameter, Object value) {
        ModelId id = ModelId.derive(name, Subgroup.none(), Map.of(parameter, value), Version.of("1.0.0"));
        String header = "author: calvin\ndate: 2026-11-23\nname: " + name + "\nparameters:\n  " + parameter + ": "
                + value.toString().replace(" ", "") + "\nsubgroup: ''\nversion: 1.0.0\n";
        backend.put(
                new ObjectPath(Layouts.header(id)),
                Content.of(header.getBytes(StandardCharsets.UTF_8)),
                PutMode.create());
    }

    private static Jvm.Launch launch(Workshop workshop, int megabytes) {
        return new Jvm.Launch(workshop.folder()).flag("-Xmx" + megabytes + "m");
    }

    private static void requireSame(Path loaded, Path model) throws IOException {
        for (String name : List.of("zeros.bin", "model.onnx", "log/eval.yaml")) {
            assertThat(Files.mismatch(loaded.resolve(name), model.resolve(name)))
                    .as(name + " of " + loaded)
                    .isEqualTo(-1);
        }
    }
}
