package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code publish --unpack} and {@code export}, beside the programs that others pack and unpack with. */
@Tag("one-jdk")
class FormatsCommandsTest {

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
    }

    /** What each {@code tar} of a distribution is; the tool has what it needs for all of them in itself. */
    @ParameterizedTest
    @ValueSource(strings = {"tar -cf", "tar -czf", "tar -cJf", "tar --zstd -cf"})
    void publish_ofAnArchive_hasItsFiles(String packing) throws IOException {
        Path archive = pack(packing, "archive");

        Outcome published =
                tool.run("publish", "--unpack", archive, "--name", "emotion", "--version", "1.0.0", "--alias", "best");

        assertThat(published.line()).isEqualTo("ea364c51-1.0.0");
        requireFiles("best");
    }

    @Test
    void publish_ofStandardInput_hasItsFiles() throws IOException {
        Path archive = pack("tar -czf", "model.tar.gz");

        tool.shell("audmodel publish --unpack - --name emotion --version 1.0.0 --alias best < '" + archive + "'")
                .line();

        requireFiles("best");
    }

    @Test
    void publish_ofAHostileArchive_isRefused_andPublishesNothing() throws IOException {
        Files.createSymbolicLink(tool.model().resolve("link"), Path.of("/etc/passwd"));
        Path archive = pack("tar -cf", "model.tar");

        tool.run("publish", "--unpack", archive, "--name", "emotion", "--version", "1.0.0")
                .failed(5, "'link' is a link");

        assertThat(tool.host().resolve("models")).isEmptyDirectory();
    }

    @Test
    void publish_ofWhatIsNoArchive_isWrongUsage() {
        Path text = tool.file("notes.zip", "no archive");
        tool.run("publish", "--unpack", text, "--name", "a", "--version", "1.0.0")
                .failed(2, "notes.zip is no archive");
        tool.run("publish", "--unpack", "missing.zip", "--name", "a", "--version", "1.0.0")
                .failed(2, "missing.zip cannot be read: it does not exist");
        tool.run("publish", "--unpack", "-", "--name", "a", "--version", "1.0.0", "--meta", "-")
                .failed(2, "standard input can be read only once");
        tool.run("publish", text, "--name", "a", "--version", "1.0.0").failed(2, "is not a folder", "--unpack");
        tool.run("publish", "--unpack", text, "--temporary-root", "absent", "--name", "a", "--version", "1.0.0")
                .failed(3, "no archive can be unpacked in absent");
    }

    @Test
    void dryRun_publishesNothing_andSaysWhatWouldStandInTheWay() throws IOException {
        Path archive = pack("tar -cf", "model.tar");
        Object[] dry = {"publish", "--unpack", archive, "--name", "emotion", "--version", "1.0.0", "--dry-run"};

        assertThat(tool.run(dry).rehearsed().out()).isEqualTo("ea364c51-1.0.0\n");
        assertThat(tool.run("publish", tool.model(), "--name", "emotion", "--version", "1.0.0", "--dry-run")
                        .rehearsed()
                        .err())
                .contains("would publish ea364c51-1.0.0 to " + tool.repository());
        assertThat(tool.host().resolve("models")).isEmptyDirectory();

        tool.publish("emotion", "1.0.0", Map.of());
        tool.run(dry).failed(4, "ea364c51-1.0.0 exists already");
    }

    @Test
    void export_isReadByOtherPrograms() throws IOException {
        ModelId id = tool.publish("emotion", "1.0.0", Map.of());
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Path archive = folder.resolve("emotion.tar.gz");

        assertThat(tool.run("export", id, archive).line()).isEqualTo(id.toString());
        tool.shell("tar -xzf '" + archive + "' -C '" + unpacked + "'").succeeded();

        try (AudModel audmodel = tool.client();
                Stream<Path> files = Files.list(audmodel.load(id).resolve("net"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(unpacked.resolve("net").resolve(file.getFileName()))
                            .hasSameBinaryContentAs(file));
        }
        tool.run("export", id, archive).failed(4, "emotion.tar.gz is there already");
        assertThat(tool.run("export", id, archive, "--replace").line()).isEqualTo(id.toString());
    }

    @Test
    void export_saysWhatItWouldDo() {
        ModelId id = tool.publish("emotion", "1.0.0", Map.of());
        Path target = folder.resolve("emotion");

        Outcome dry = tool.run("export", id, target, "--format", "oci", "--dry-run", "--json");

        assertThat(dry.out()).contains("\"format\": \"oci\"", "\"written\": false", "\"id\": \"" + id + "\"");
        assertThat(target).doesNotExist();
        assertThat(tool.run("export", id, target, "--format", "oci", "--json").out())
                .contains("\"written\": true");
        assertThat(target.resolve("index.json")).exists();
        tool.run("export", id, folder.resolve("x.7z")).failed(2, "is named as an archive that no export writes");
        tool.run("export", id, folder.resolve("x"), "--format", "rar").failed(2, "'rar' is no format of exports");
        tool.run("export", "nobody", folder.resolve("x")).failed(1, "'nobody' does not exist");
    }

    private Path pack(String packing, String name) throws IOException {
        Path archive = folder.resolve(name);
        tool.shell(packing + " '" + archive + "' -C '" + tool.model() + "' .").succeeded();
        assertThat(archive).isNotEmptyFile();
        return archive;
    }

    private void requireFiles(String ref) throws IOException {
        try (AudModel audmodel = tool.client();
                Stream<Path> files = Files.list(tool.model().resolve("net"))) {
            Path loaded = audmodel.load(ModelRef.of(ref)).resolve("net");
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(loaded.resolve(file.getFileName())).hasSameBinaryContentAs(file));
        }
    }
}
