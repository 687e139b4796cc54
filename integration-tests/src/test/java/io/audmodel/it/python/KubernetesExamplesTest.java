package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for clusters are what Kubernetes and KServe take, by the schemas of two releases of Kubernetes and of KServe's package. */
@Tag("python")
@Tag("one-jdk")
class KubernetesExamplesTest {

    private static final Path EXAMPLES =
            Path.of("").toAbsolutePath().getParent().resolve("examples/kubernetes");

    private static final String KUBERNETES = "kubernetes-validate==1.37.0";

    /** Its models alone are read: what it needs to run is not installed. */
    private static final String KSERVE = "kserve==0.21.0";

    @TempDir
    private Path folder;

    private Path script;
    private Path interpreter;

    @BeforeEach
    void setUp() throws IOException {
        interpreter = PythonInstallation.once("kubernetes", List.of(KUBERNETES, KSERVE), (made, log) -> {
                    String pip = made.resolve("bin/pip").toString();
                    PythonInstallation.run(log, "python3", "-m", "venv", made.toString());
                    PythonInstallation.run(log, pip, "install", "-q", KUBERNETES);
                    PythonInstallation.run(log, pip, "install", "-q", "--no-deps", KSERVE);
                })
                .resolve("bin/python");
        script = folder.resolve("kubernetes_examples.py");
        try (InputStream source = KubernetesExamplesTest.class.getResourceAsStream("/python/kubernetes_examples.py")) {
            Files.write(script, source.readAllBytes());
        }
    }

    @Test
    void examples_areValid() throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            files = all.map(Path::toString)
                    .filter(file -> file.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }

        assertThat(check(files)).hasSizeGreaterThan(8).allMatch(line -> line.endsWith(": valid"));
    }

    @Test
    void mistakes_areFound() throws IOException {
        String good = Files.readString(EXAMPLES.resolve("kserve.yaml"));
        Path bad = folder.resolve("bad.yaml");
        Files.writeString(
                bad,
                good.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem").replace("storageUri", "storageURI"));
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(
                wrong,
                good.replace("name: storage-initializer", "name: initializer").replace("audmodel://", "audmodel:/"));

        assertThat(check(List.of(bad.toString(), wrong.toString())))
                .satisfiesExactly(
                        storage -> assertThat(storage).contains("readOnlyRootFileSystem"),
                        service -> assertThat(service).contains("storageURI"),
                        container -> assertThat(container).contains("storage-initializer"),
                        address -> assertThat(address).contains("audmodel:/emotion-production"));
    }

    private List<String> check(List<String> files) throws IOException {
        List<String> command = new ArrayList<>(List.of(interpreter.toString(), script.toString()));
        command.addAll(files);
        Path printed = folder.resolve("printed");
        PythonInstallation.run(printed, command.toArray(String[]::new));
        return Files.readAllLines(printed);
    }
}
