package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ModelExportTest {

    private static final int LARGE = 1 << 20;

    @TempDir
    private Path root;

    private AudModel audmodel;
    private ModelId id;
    private Path files;

    @BeforeEach
    void setUp() throws IOException {
        Path host = Files.createDirectory(root.resolve("host"));
        Files.createDirectory(host.resolve("models"));
        files = Files.createDirectory(root.resolve("files"));
        write("weights.onnx", LARGE + 1);
        write("config/labels.json", 20);
        write("README.md", 10);
        write("run.sh", 5);
        write("empty.bin", 0);
        write("deep/" + "folder-with-a-long-name/".repeat(8) + "ü.bin", 3);
        Files.setPosixFilePermissions(files.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        audmodel = AudModel.builder()
                .repository(Repository.fileSystem(host, "models"))
                .cacheRoot(root.resolve("cache"))
                .build();
        id = audmodel.publish(PublishRequest.of(files, "emotion", Version.of("1.0.0"))
                .subgroup(Subgroup.of("speech.small"))
                .author("anna")
                .date(LocalDate.of(2024, 1, 31)));
    }

    @AfterEach
    void tearDown() {
        audmodel.close();
    }

    private void write(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"TAR_GZ", "ZIP", "DEFLATED_ZIP"})
    void archive_isReadAgain(ExportFormat format) throws IOException {
        Path target = root.resolve("exported");

        ExportReport report = ModelExport.of(id, target, format).run(audmodel);

        assertThat(report.ref()).isEqualTo(id);
        assertThat(report.files()).isEqualTo(6);
        assertThat(report.size()).isEqualTo(LARGE + 1 + 38);
        try (UnpackedModel model = ModelImport.of(target).unpack()) {
            assertThat(Trees.digests(model.folder())).isEqualTo(Trees.digests(files));
            assertThat(model.folder().resolve("run.sh")).isExecutable();
            assertThat(Files.isExecutable(model.folder().resolve("README.md"))).isFalse();
        }
        requireNothingElse("exported");
    }

    @Test
    void folder_isTheModel() throws IOException {
        Path target = root.resolve("exported");

        ModelExport.of(id, target).run(audmodel);

        assertThat(Trees.digests(target)).isEqualTo(Trees.digests(files));
        assertThat(target.resolve("run.sh")).isExecutable();
        assertThat(Files.isExecutable(target.resolve("README.md"))).isFalse();
        requireNothingElse("exported");
    }

    @ParameterizedTest
    @EnumSource
    void sameModel_givesTheSameBytes_fromAnotherCacheAndLater(ExportFormat format) throws IOException {
        ModelExport.of(id, root.resolve("one"), format).run(audmodel);
        Path elsewhere = root.resolve("elsewhere");
        Path other = Files.createDirectory(root.resolve("folder")).resolve("other");
        ModelExport.of(id, other, format).run(audmodel.withCacheRoot(elsewhere));

        assertThat(Trees.digests(root.resolve("one"))).isNotEmpty().isEqualTo(Trees.digests(other));
    }

    @Test
    void zip_isWhatAPublishMakes() throws IOException {
        ModelExport.of(id, root.resolve("emotion.zip")).run(audmodel);

        Path stored = Path.of(audmodel.url(id, UrlType.MODEL));
        assertThat(root.resolve("emotion.zip")).hasSameBinaryContentAs(stored);
    }

    @Test
    void deflatedZip_isReadFromAStream() throws IOException {
        Path target = root.resolve("emotion.zip");
        ModelExport.of(id, target, ExportFormat.DEFLATED_ZIP).run(audmodel);

        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(target))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                zip.readAllBytes();
            }
        }
        assertThat(names).hasSize(6).contains("weights.onnx", "config/labels.json");
    }

    @Test
    void ociLayout_saysWhichModelItIs_andHasLargeFilesAsLayersOfTheirOwn() throws IOException {
        Path layout = root.resolve("oci");
        ModelExport.of(id, layout, ExportFormat.OCI_LAYOUT).run(audmodel);

        assertThat(layout.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
        JsonNode index = json(layout.resolve("index.json")).get("manifests").get(0);
        assertThat(index.at("/annotations/org.opencontainers.image.ref.name").asText())
                .isEqualTo(id.toString());
        JsonNode manifest = json(blob(layout, index));
        assertThat(manifest.get("artifactType").asText()).isEqualTo("application/vnd.cncf.model.manifest.v1+json");
        assertThat(manifest.get("annotations").properties().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().asText()))
                .containsExactly(
                        "io.audmodel.id=" + id,
                        "io.audmodel.name=emotion",
                        "io.audmodel.subgroup=speech.small",
                        "io.audmodel.version=1.0.0",
                        "org.opencontainers.image.title=emotion",
                        "org.opencontainers.image.version=1.0.0");
        assertThat(manifest.get("layers"))
                .extracting(layer -> layer.get("mediaType").asText())
                .containsExactly(
                        "application/vnd.cncf.model.weight.config.v1.tar",
                        "application/vnd.cncf.model.doc.v1.tar",
                        "application/vnd.cncf.model.code.v1.tar",
                        "application/vnd.cncf.model.weight.v1.tar",
                        "application/vnd.cncf.model.weight.v1.raw");
        JsonNode large = manifest.get("layers").get(4);
        assertThat(large.at("/annotations/org.cncf.model.filepath").asText()).isEqualTo("weights.onnx");
        assertThat(json(large.at("/annotations/org.cncf.model.file.metadata+json")
                        .asText()))
                .hasToString("{\"name\":\"weights.onnx\",\"mode\":420,\"uid\":0,\"gid\":0,\"size\":1048577,"
                        + "\"mtime\":\"1970-01-01T00:00:00Z\",\"typeflag\":48}");
        assertThat(blob(layout, large)).hasSameBinaryContentAs(files.resolve("weights.onnx"));
        JsonNode config = json(blob(layout, manifest.get("config")));
        assertThat(config.get("descriptor"))
                .hasToString("{\"createdAt\":\"2024-01-31T00:00:00Z\",\"authors\":[\"anna\"],\"name\":\"emotion\","
                        + "\"version\":\"1.0.0\"}");
        assertThat(config.at("/modelfs/diffIds"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        StreamSupport.stream(manifest.get("layers").spliterator(), false)
                                .map(layer -> layer.get("digest").asText())
                                .toList());
    }

    @Test
    void ociLayout_hasEachBlobUnderItsDigest_andAllFiles() throws IOException {
        Path layout = root.resolve("oci");
        ModelExport.of(id, layout, ExportFormat.OCI_LAYOUT).run(audmodel);

        Path blobs = layout.resolve("blobs/sha256");
        Trees.digests(blobs).forEach((name, digest) -> assertThat(name).isEqualTo(digest));
        Path unpacked = Files.createDirectory(root.resolve("unpacked"));
        JsonNode manifest = json(
                blob(layout, json(layout.resolve("index.json")).get("manifests").get(0)));
        for (JsonNode layer : manifest.get("layers")) {
            assertThat(Files.size(blob(layout, layer)))
                    .isEqualTo(layer.get("size").asLong());
            if (layer.get("mediaType").asText().endsWith(".raw")) {
                Files.copy(
                        blob(layout, layer),
                        unpacked.resolve(
                                layer.at("/annotations/org.cncf.model.filepath").asText()));
            } else {
                try (UnpackedModel part = ModelImport.of(blob(layout, layer)).unpack()) {
                    Trees.merge(part.folder(), unpacked);
                }
            }
        }
        assertThat(Trees.digests(unpacked)).isEqualTo(Trees.digests(files));
    }

    @Test
    void target_thatIsThere_stays() throws IOException {
        Path file = Files.writeString(root.resolve("emotion.tar.gz"), "precious");
        Path folder = Files.createDirectory(root.resolve("folder"));
        Files.writeString(folder.resolve("precious"), "x");

        assertThatThrownBy(() -> ModelExport.of(id, file).run(audmodel))
                .isInstanceOf(TargetExistsException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> ModelExport.of(id, file).plan(audmodel)).isInstanceOf(TargetExistsException.class);
        assertThatThrownBy(() -> ModelExport.of(id, folder).replacing().run(audmodel))
                .isInstanceOf(TargetExistsException.class);
        assertThatThrownBy(() ->
                        ModelExport.of(id, folder, ExportFormat.ZIP).replacing().run(audmodel))
                .isInstanceOf(TargetExistsException.class);
        assertThat(file).hasContent("precious");
        assertThat(folder.resolve("precious")).hasContent("x");
        requireNothingElse("emotion.tar.gz", "folder");
    }

    @Test
    void target_thatIsThere_isReplaced_ifThatIsSaid_andAnEmptyFolderIsFilled() throws IOException {
        Path file = Files.writeString(root.resolve("emotion.tar.gz"), "old");
        Path folder = Files.createDirectory(root.resolve("folder"));

        ModelExport.of(id, file).replacing().run(audmodel);
        ModelExport.of(id, folder).run(audmodel);

        assertThat(Files.size(file)).isGreaterThan(LARGE);
        assertThat(Trees.digests(folder)).isEqualTo(Trees.digests(files));
        requireNothingElse("emotion.tar.gz", "folder");
    }

    @Test
    void plan_writesNothing_andLoadsNothing() throws IOException {
        ExportReport planned =
                ModelExport.of(id, root.resolve("emotion.tar.gz")).plan(audmodel);

        assertThat(planned.files()).isEqualTo(6);
        assertThat(planned.size()).isEqualTo(LARGE + 1 + 38);
        assertThat(planned.format()).isEqualTo(ExportFormat.TAR_GZ);
        requireNothingElse();
        assertThat(audmodel.cache().list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void interrupt_leavesNothing(ExportFormat format) throws IOException {
        audmodel.load(id);
        List<Long> done = new ArrayList<>();
        ModelExport export = ModelExport.of(id, root.resolve("exported"), format)
                .progress(progress -> {
                    done.add(progress.done());
                    Thread.currentThread().interrupt();
                });
        try {
            assertThatThrownBy(() -> export.run(audmodel)).isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(done).isNotEmpty();
        requireNothingElse();
    }

    @Test
    void model_thatIsNotThere_isNotFound() throws IOException {
        ModelRef nobody = ModelRef.of("00000000-1.0.0");
        assertThatThrownBy(() -> ModelExport.of(nobody, root.resolve("x")).run(audmodel))
                .isInstanceOf(ModelNotFoundException.class);
        requireNothingElse();
    }

    @Test
    void folder_thatIsReachedByDots_isTheSame() throws IOException {
        Path folder = Files.createDirectory(root.resolve("folder"));

        ModelExport.of(id, folder.resolve(".")).run(audmodel);

        assertThat(Trees.digests(folder)).isEqualTo(Trees.digests(files));
        requireNothingElse("folder");
    }

    @Test
    void folder_thatIsNotThere_isNamed() {
        assertThatThrownBy(() -> ModelExport.of(id, root.resolve("no/x.zip")).run(audmodel))
                .isInstanceOf(LocalFileException.class)
                .hasMessageContaining("there is no folder " + root.resolve("no"));
    }

    @Test
    void emptyFolder_isExported_orRefused() throws IOException {
        Files.createDirectory(audmodel.load(id).resolve("logs"));

        for (ExportFormat format : List.of(ExportFormat.ZIP, ExportFormat.DEFLATED_ZIP)) {
            assertThatThrownBy(
                            () -> ModelExport.of(id, root.resolve("x"), format).run(audmodel))
                    .isInstanceOf(UnexportableModelException.class)
                    .hasMessageContaining("the empty folder 'logs'");
        }
        ModelExport.of(id, root.resolve("folder")).run(audmodel);
        assertThat(root.resolve("folder/logs")).isEmptyDirectory();
        ModelExport.of(id, root.resolve("x.tar.gz")).run(audmodel);
        try (UnpackedModel model = ModelImport.of(root.resolve("x.tar.gz")).unpack()) {
            assertThat(model.folder().resolve("logs")).isEmptyDirectory();
        }
        requireNothingElse("folder", "x.tar.gz");
    }

    @Test
    void link_inTheCache_isRefused() throws IOException {
        Files.createSymbolicLink(audmodel.load(id).resolve("passwords"), Path.of("README.md"));

        assertThatThrownBy(() -> ModelExport.of(id, root.resolve("x.tar.gz")).run(audmodel))
                .isInstanceOf(UnexportableModelException.class)
                .hasMessageContaining("repair");
        requireNothingElse();
    }

    @Test
    void names_tellTheFormat() {
        assertThat(Stream.of("a.tar.gz", "a.TGZ", "a.zip", "a", "a.b", "a.onnx")
                        .map(name -> ExportFormat.ofName(Path.of(name))))
                .containsExactly(
                        ExportFormat.TAR_GZ,
                        ExportFormat.TAR_GZ,
                        ExportFormat.ZIP,
                        ExportFormat.FOLDER,
                        ExportFormat.FOLDER,
                        ExportFormat.FOLDER);
        assertThat(Stream.of("a.7z", "a.tar", "a.tar.xz", "a.mar", "a.nemo", "a.tar.zst"))
                .allSatisfy(name -> assertThatThrownBy(() -> ModelExport.of(id, Path.of(name)))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContaining(name));
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(ExportFormat.of(format.toString())).isEqualTo(format);
        }
    }

    /** Of what is in the folder of targets, beside what the test needs. */
    private void requireNothingElse(String... names) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            assertThat(all.map(path -> path.getFileName().toString())
                            .filter(name -> !List.of("host", "files", "cache").contains(name)))
                    .containsExactlyInAnyOrder(names);
        }
    }

    private static Path blob(Path layout, JsonNode descriptor) {
        return layout.resolve("blobs/sha256")
                .resolve(descriptor.get("digest").asText().substring("sha256:".length()));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
