package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.ModelFile;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Content;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.PlainText;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Compression;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import io.audmodel.testkit.FaultyBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Single files of a model, without the rest of it. */
interface FilesSuite extends OnStorage {

    @Test
    default void files_ofAModelThatIsNotCached_areThoseOfTheArchive(Workshop workshop) throws IOException {
        Path model = workshop.model("files");
        AudModel client = workshop.client();
        ModelId id = client.publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));

        List<ModelFile> files = client.files(id);

        assertThat(files)
                .extracting(ModelFile::name)
                .containsExactly("dir with space/.hidden", "empty.bin", "log/eval.yaml", "model.onnx", "model.yaml");
        for (ModelFile file : files) {
            byte[] content = Files.readAllBytes(model.resolve(file.name()));
            CRC32 crc = new CRC32();
            crc.update(content);
            assertThat(file.size()).as(file.name()).isEqualTo(content.length);
            assertThat(file.crc32()).as(file.name()).hasValue(crc.getValue());
        }
        assertThat(client.cacheRoot().resolve(id.shortId() + "/1.0.0")).doesNotExist();
    }

    @Test
    default void open_readsOneFile_ofAModelThatIsNotCached(Workshop workshop) throws IOException {
        Path model = workshop.model("files");
        AudModel client = workshop.client();
        ModelId id = client.publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        for (ModelFile file : client.files(id)) {
            try (InputStream stream = client.open(id, file.name())) {
                assertThat(stream.readAllBytes())
                        .as(file.name())
                        .isEqualTo(Files.readAllBytes(model.resolve(file.name())));
            }
        }
        assertThat(client.cacheRoot().resolve(id.shortId() + "/1.0.0")).doesNotExist();
    }

    @Test
    default void filesAndOpen_ofACachedModel_makeNoRequest(Workshop workshop) throws IOException {
        Path model = workshop.model("files");
        FaultyBackend backend = workshop.faulty();
        AudModel client = workshop.client(backend);
        ModelId id = client.publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        client.load(id);
        int before = backend.calls().size();

        assertThat(client.files(id)).extracting(ModelFile::name).contains("log/eval.yaml", "empty.bin");
        assertThat(client.load(id, FilePatterns.of("*.onnx"))).isEqualTo(client.load(id));
        try (InputStream stream = client.open(id, "log/eval.yaml")) {
            assertThat(stream.readAllBytes()).isEqualTo(Files.readAllBytes(model.resolve("log/eval.yaml")));
        }
        assertThat(backend.calls()).hasSize(before);
    }

    @Test
    default void open_whatTheModelHasNot_isRefused(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        for (int i = 0; i < 2; i++) {
            for (String name : List.of(
                    "nothing",
                    "log",
                    "",
                    "../1.0.0.header.yaml",
                    "/etc/passwd",
                    "log/../model.yaml",
                    "./model.yaml",
                    "log//eval.yaml",
                    "\u0000")) {
                assertThatExceptionOfType(InvalidArgumentException.class)
                        .as(name)
                        .isThrownBy(() -> client.open(id, name))
                        .withMessageContaining(PlainText.quoted(name));
            }
            client.load(id);
        }
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> client.files(ModelRef.of("00000000-1.0.0")));
    }

    @Test
    default void open_damagedFile_throwsInPlaceOfTheEnd(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        Path model = Files.createDirectories(workshop.fresh("model"));
        Files.writeString(model.resolve("a"), "content of a");
        Files.writeString(model.resolve("b"), "content of b");
        ModelId id = client.publish(
                PublishRequest.of(model, "onnx", Version.of("1.0.0")).compression(Compression.stored()));
        byte[] zip = workshop.read(Layouts.archive("onnx", id));
        int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf("content of b");
        zip[at] = 'C';
        workshop.write(Layouts.archive("onnx", id), Content.of(zip));

        try (InputStream a = client.open(id, "a");
                InputStream b = client.open(id, "b")) {
            assertThat(a.readAllBytes()).asString().isEqualTo("content of a");
            assertThat(b.readNBytes(12)).asString().isEqualTo("Content of b");
            assertThatIOException()
                    .isThrownBy(b::read)
                    .withMessageContaining("'b' has CRC-32")
                    .withCauseInstanceOf(CorruptContentException.class);
            assertThatIOException().isThrownBy(() -> b.skip(1)).withCauseInstanceOf(CorruptContentException.class);
        }
    }

    @Test
    default void load_patterns_bringsThoseFilesAlone_andKeepsThemApart(Workshop workshop) {
        Path model = workshop.model("files");
        FaultyBackend backend = workshop.faulty();
        AudModel client = workshop.client(backend);
        ModelId id = client.publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));
        FilePatterns wanted = FilePatterns.of("*.yaml", "dir*/**");

        Path part = client.load(id, wanted);

        assertThat(FileTree.of(part).names()).containsExactly("dir with space/.hidden", "model.yaml");
        assertThat(client.cacheRoot().resolve(id.shortId() + "/1.0.0")).doesNotExist();
        assertThat(client.cacheRoot().resolve(".parts")).isDirectory();
        int before = backend.calls().size();
        assertThat(client.load(id, FilePatterns.of("dir*/**", "*.yaml", "*.yaml")))
                .isEqualTo(part);
        assertThat(backend.calls()).hasSize(before);

        Path other = client.load(id, FilePatterns.of("**/*.yaml"));
        assertThat(FileTree.of(other).names()).containsExactly("log/eval.yaml", "model.yaml");
        assertThat(FileTree.of(client.load(id))).isEqualTo(FileTree.of(model));
        assertThat(FileTree.of(part).names()).hasSize(2);
    }

    @Test
    default void load_patternsThatMatchNothing_areRefused_andLeaveNothing(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));

        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> client.load(id, FilePatterns.of("*.txt")))
                .withMessageContaining("[*.txt]");

        assertThat(FileTree.of(client.cacheRoot()).names())
                .allMatch(name -> name.endsWith(".header.yaml") || name.endsWith(".lock"));
    }
}
