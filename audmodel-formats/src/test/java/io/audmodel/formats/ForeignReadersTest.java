package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import land.oras.LayoutRef;
import land.oras.Manifest;
import land.oras.OCILayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OCI image layouts that we export, read by the programs and a library of others; those that are not installed are left out. */
@Tag("one-jdk")
class ForeignReadersTest {

    private static final Pattern DIGEST = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]+)\"");
    private static final int TRIES = 300;

    @TempDir
    private Path folder;

    private Path layout;
    private ModelId id;
    private Map<String, String> exported;

    @BeforeEach
    void setUp() throws IOException {
        Path host = Files.createDirectory(folder.resolve("host"));
        Files.createDirectory(host.resolve("models"));
        Path files = Files.createDirectory(folder.resolve("files"));
        byte[] weights = new byte[3 << 20];
        new Random(1).nextBytes(weights);
        Files.write(files.resolve("weights.onnx"), weights);
        Files.writeString(files.resolve("labels.json"), "{}");
        Files.writeString(files.resolve("README.md"), "A model.");
        layout = folder.resolve("layout");
        try (AudModel audmodel = AudModel.builder()
                .repository(Repository.fileSystem(host, "models"))
                .cacheRoot(folder.resolve("cache"))
                .build()) {
            id = audmodel.publish(PublishRequest.of(files, "emotion", Version.of("1.0.0")));
            ModelExport.of(id, layout, ExportFormat.OCI_LAYOUT).run(audmodel);
        }
        exported = Trees.digests(layout.resolve("blobs/sha256"));
    }

    @Test
    void skopeo_copiesEachLayer() throws IOException, InterruptedException {
        requireProgram("skopeo");
        Path copy = folder.resolve("copy");

        run("skopeo", "copy", "oci:" + layout + ":" + id, "dir:" + copy);

        Map<String, String> copied = Trees.digests(copy);
        exported.keySet().stream()
                .filter(blob -> !blob.equals(manifest()))
                .forEach(blob -> assertThat(copied).containsEntry(blob, blob));
        assertThat(copied).containsEntry("manifest.json", manifest());
    }

    @Test
    void umoci_listsTheModel_andFindsNothingToCollect() throws IOException, InterruptedException {
        requireProgram("umoci");

        assertThat(run("umoci", "ls", "--layout", layout.toString()).strip()).isEqualTo(id.toString());
        run("umoci", "gc", "--layout", layout.toString());

        assertThat(Trees.digests(layout.resolve("blobs/sha256"))).isEqualTo(exported);
    }

    @Test
    void registry_keepsTheModel_asItIs() throws IOException, InterruptedException {
        requireProgram("skopeo");
        requireProgram("docker-registry");
        int port = freePort();
        Path settings = Files.writeString(
                folder.resolve("registry.yml"),
                "version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: "
                        + folder.resolve("registry") + "\nhttp:\n  addr: 127.0.0.1:" + port + "\n");
        Process registry = new ProcessBuilder("docker-registry", "serve", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        try {
            awaitPort(port);
            String remote = "docker://127.0.0.1:" + port + "/models/emotion:1.0.0";
            Path back = folder.resolve("back");
            run("skopeo", "copy", "--dest-tls-verify=false", "oci:" + layout + ":" + id, remote);
            run("skopeo", "copy", "--src-tls-verify=false", remote, "oci:" + back + ":" + id);

            assertThat(Trees.digests(back.resolve("blobs/sha256"))).isEqualTo(exported);
        } finally {
            registry.destroy();
            assertThat(registry.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void orasJava_readsTheManifest_andEachLayer() {
        OCILayout read = OCILayout.fromLayoutIndex(layout);
        LayoutRef ref = LayoutRef.of(read, id.toString());

        assertThat(read.getTags(ref).tags()).containsExactly(id.toString());
        Manifest found = read.getManifest(ref);
        assertThat(found.getArtifactTypeAsString()).isEqualTo("application/vnd.cncf.model.manifest.v1+json");
        assertThat(found.getAnnotations())
                .containsEntry("io.audmodel.id", id.toString())
                .containsEntry("io.audmodel.name", "emotion")
                .containsEntry("io.audmodel.version", "1.0.0");
        assertThat(read.getBlob(LayoutRef.of(read, found.getConfig().getDigest())))
                .hasSize(Math.toIntExact(found.getConfig().getSize()));
        // Weights, the text about them, and what they are configured by.
        assertThat(found.getLayers()).hasSize(3).allSatisfy(layer -> {
            byte[] blob = read.getBlob(LayoutRef.of(read, layer.getDigest()));
            assertThat(blob).hasSize(Math.toIntExact(layer.getSize()));
            assertThat("sha256:" + HexFormat.of().formatHex(Checksum.newSha256().digest(blob)))
                    .isEqualTo(layer.getDigest());
        });
    }

    private String manifest() {
        try {
            Matcher digest = DIGEST.matcher(Files.readString(layout.resolve("index.json")));
            assertThat(digest.find()).isTrue();
            return digest.group(1).substring("sha256:".length());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireProgram(String name) {
        boolean isThere = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
        assumeTrue(isThere, "the foreign reader " + name + " is not installed: apt-get install " + name);
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String output = Files.readString(printed, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) {
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new AssertionError("no registry answers at port " + port);
    }
}
