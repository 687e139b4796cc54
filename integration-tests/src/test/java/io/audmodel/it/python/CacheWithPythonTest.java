package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.CachedModel;
import io.audmodel.PublishRequest;
import io.audmodel.cache.HeldModel;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Jvms;
import io.audmodel.it.kit.ReportingBackend;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Python processes and JVMs fill one cache folder. Versions of filelock differ in whether they remove the file of a lock
 * that they release. {@code -Daudmodel.shared.rounds=200 -Daudmodel.shared.processes=8} asks for more of both sides,
 * and {@code -Daudmodel.shared.filelocks=4.0.8} for another version.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it looks at permissions")
@Tag("reliability")
@Tag("python")
@Tag("one-jdk")
class CacheWithPythonTest implements BesidePython {

    private static final int ROUNDS = Integer.getInteger("audmodel.shared.rounds", 3);
    private static final int PROCESSES = Integer.getInteger("audmodel.shared.processes", 4);
    private static final String WAITING = "Could not acquire lock";

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    /** The newest is the one that is installed with the package. */
    static Stream<String> filelocks() {
        return Stream.of(System.getProperty("audmodel.shared.filelocks", "3.20.0,3.25.2,3.29.5,newest")
                .split(","));
    }

    private Python.Launch python(Workshop workshop, String filelock) {
        Python.Launch launch = new Python.Launch(workshop.folder());
        return filelock.equals("newest") ? launch : launch.library(PythonInstallation.filelock(filelock));
    }

    @ParameterizedTest
    @MethodSource("filelocks")
    void modelsAreReadOnce_whenProcessesOfBothSidesWantThemAtOnce(String filelock, Workshop workshop)
            throws IOException {
        Path model = Samples.write(workshop.fresh("model"), "files", 200_000);
        String digest = FileTree.of(model).digest();
        Path cache = workshop.fresh("shared");
        Path reads = workshop.fresh("reads");
        List<Python> pythons = new ArrayList<>();
        try (Jvms jvms = Jvms.start(
                PROCESSES, i -> new Jvm.Launch(workshop.folder()).begin(workshop.repository(), cache, reads))) {
            for (int i = 0; i < PROCESSES; i++) {
                pythons.add(python(workshop, filelock).noteReads(reads).start(cache, workshop.repository()));
            }
            for (int round = 1; round <= ROUNDS; round++) {
                ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of(round + ".0.0")));
                pythons.forEach(python -> python.tell(Map.of(), "load_digest", id.toString()));
                assertThat(jvms.ask(i -> "load " + id))
                        .as("JVMs in round %s", round)
                        .containsOnly(digest);
                assertThat(pythons)
                        .as("round %s", round)
                        .extracting(Python::answer)
                        .containsOnly(digest);
            }
            assertThat(Files.readAllLines(reads)).hasSize(ROUNDS);
            System.out.printf(
                    "one cache: %d rounds of %d JVMs and %d Pythons with filelock %s: %d reads, 0 errors%n",
                    ROUNDS, PROCESSES, PROCESSES, filelock, ROUNDS);
            assertThat(pythons)
                    .flatExtracting(Python::finish)
                    .allSatisfy(line -> assertThat(line).contains(WAITING));
            jvms.finish();
        } finally {
            pythons.forEach(Python::close);
        }
        assertThat(FileTree.of(cache).names()).noneMatch(name -> name.endsWith(".tmp") || name.contains("~"));
        assertThat(modesOfLocks(cache)).isSubsetOf("rw-rw-r--");
    }

    @ParameterizedTest
    @MethodSource("filelocks")
    void theLockOfPython_keepsAJvmOut_untilPythonIsKilled(String filelock, Workshop workshop) {
        Path model = workshop.model("files");
        ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        Path cache = workshop.fresh("shared");
        Path folder = cache.resolve(id.shortId().text()).resolve("1.0.0");
        try (Python python = python(workshop, filelock).start(cache, workshop.repository());
                Jvm jvm = new Jvm.Launch(workshop.folder())
                        .start(workshop.repository(), cache, workshop.fresh("reads"))) {
            assertThat(filelock).isIn(python.call("filelock_version"), "newest");
            python.call("hold_lock", folder.toString());
            assertThat(jvm.ask("load-within " + id + " 300")).startsWith("LockTimeoutException");
            jvm.tell("load " + id);
            python.kill();
            assertThat(jvm.answer()).isEqualTo(FileTree.of(model).digest());
        }
    }

    @ParameterizedTest
    @MethodSource("filelocks")
    void theLockOfAJvm_keepsPythonOut_untilTheJvmIsKilled(String filelock, Workshop workshop) {
        Path model = workshop.model("files");
        ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        Path cache = workshop.fresh("shared");
        Jvm jvm = new Jvm.Launch(workshop.folder()).start(workshop.repository(), cache, workshop.fresh("reads"));
        try (Python python = python(workshop, filelock).start(cache, workshop.repository())) {
            assertThat(jvm.ask("get-stuck-in-load " + id)).isEqualTo(ReportingBackend.STUCK);
            assertThat(timeout(python, id)).contains("could not be acquired");
            python.tell(Map.of(), "load_digest", id.toString());
            jvm.kill();
            assertThat(python.answer()).isEqualTo(FileTree.of(model).digest());
        } finally {
            jvm.kill();
        }
    }

    @Test
    void aCacheThatPythonFilled_isABase_whichIsOnlyRead(Workshop workshop) {
        Path model = workshop.model("files");
        ModelId id = workshop.client().publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        String digest = FileTree.of(model).digest();
        Path base = workshop.fresh("base");
        Path top = workshop.fresh("top");
        try (Python python = Python.start(workshop.folder(), base, workshop.repository())) {
            assertThat(python.call("load_digest", id.toString())).isEqualTo(digest);
        }
        FileTree filled = FileTree.of(base);

        try (AudModel offline = AudModel.builder()
                .repository(workshop.repository())
                .cacheRoot(top)
                .cacheBases(List.of(base))
                .offline()
                .build()) {
            Path folder = offline.load(id);
            assertThat(folder).startsWith(base);
            assertThat(FileTree.of(folder).digest()).isEqualTo(digest);
            try (HeldModel held = offline.hold(id)) {
                assertThat(held.folder()).isEqualTo(folder);
            }
            assertThat(offline.files(id)).isNotEmpty();
            assertThat(offline.cache().list()).singleElement().matches(CachedModel::inBase);
        }

        assertThat(FileTree.of(base).names()).isEqualTo(filled.names());
        assertThat(FileTree.of(base).digest()).isEqualTo(filled.digest());
        assertThat(FileTree.of(top).names())
                .noneMatch(name -> name.contains(id.shortId().text()));
    }

    private static @Nullable String timeout(Python python, ModelId id) {
        try {
            return "loaded " + python.callWith(Map.of("timeout", 0.3), "load_digest", id.toString());
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    private static List<String> modesOfLocks(Path cache) throws IOException {
        try (Stream<Path> all = Files.walk(cache)) {
            return all.filter(path -> path.getFileName().toString().endsWith(".lock"))
                    .map(CacheWithPythonTest::mode)
                    .toList();
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
