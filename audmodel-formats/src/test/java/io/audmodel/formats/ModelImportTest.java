package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelImportTest {

    @TempDir
    private Path root;

    private Path temporary;

    @BeforeEach
    void setUp() throws IOException {
        temporary = Files.createDirectory(root.resolve("temporary"));
    }

    @ParameterizedTest
    @EnumSource
    void unpack_ofEachFormat_hasTheFiles_whateverTheNameSays(ArchiveFormat format) throws IOException {
        Path archive = Files.write(root.resolve("model.bin"), Samples.of(format));

        try (UnpackedModel model =
                ModelImport.of(archive).temporaryRoot(temporary).unpack()) {
            assertThat(model.format()).isEqualTo(format);
            assertThat(contents(model.folder()))
                    .containsEntry("model.bin", "weights of a model, and again: weights of a model")
                    .containsEntry("config/labels.txt", "a\nb\n")
                    .hasSize(2);
            assertThat(model.folder().resolve("logs")).isEmptyDirectory();
            assertThat(model.size()).isEqualTo(53);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void unpack_ofAStream_isTheSame(ArchiveFormat format) throws IOException {
        InputStream stream = new ByteArrayInputStream(Samples.of(format)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(7, length));
            }

            @Override
            public void close() {
                throw new IllegalStateException("it is the caller's");
            }
        };

        try (UnpackedModel model = ModelImport.of(stream, "standard input")
                .temporaryRoot(temporary)
                .unpack()) {
            assertThat(model.format()).isEqualTo(format);
            assertThat(contents(model.folder())).hasSize(2).containsEntry("config/labels.txt", "a\nb\n");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void publish_ofAnArchive_isThatOfItsFolder() throws IOException {
        Path host = Files.createDirectory(root.resolve("host"));
        Files.createDirectory(host.resolve("models"));
        Path folder = Files.createDirectories(root.resolve("folder"));
        Files.writeString(folder.resolve("model.bin"), "weights of a model, and again: weights of a model");
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/labels.txt"), "a\nb\n");
        try (AudModel audmodel = AudModel.builder()
                        .repository(Repository.fileSystem(host, "models"))
                        .cacheRoot(root.resolve("cache"))
                        .build();
                UnpackedModel model = ModelImport.of(
                                Path.of(Files.write(root.resolve("x"), Samples.of(ArchiveFormat.TAR_GZ))
                                        .toString()))
                        .temporaryRoot(temporary)
                        .unpack()) {
            PublishRequest request = PublishRequest.of(folder, "emotion", Version.of("1.0.0"));
            var one = audmodel.publish(request.from(model.folder()));
            var other = audmodel.publish(PublishRequest.of(folder, "emotion", Version.of("2.0.0")));

            assertThat(contents(audmodel.load(one))).isEqualTo(contents(folder));
            assertThat(audmodel.files(one)).hasSameSizeAs(audmodel.files(other));
        }
    }

    @Test
    void tarOfAFolder_losesTheDotBeforeItsNames() throws IOException {
        byte[] nemo = new TarBuilder()
                .folder("./")
                .file("./model_config.yaml", "a: 1\n")
                .file("./model_weights.ckpt", "weights")
                .build();

        try (UnpackedModel model = unpack(nemo)) {
            assertThat(contents(model.folder())).containsOnlyKeys("model_config.yaml", "model_weights.ckpt");
        }
    }

    @Test
    void executableFiles_stayExecutable_andNothingElseOfTheModeIsKept() throws IOException {
        byte[] archive = new TarBuilder()
                .entry(TarBuilder.Header.of("run", '0', 1).mode("0104755\0"), "x")
                .file("data", "y")
                .build();

        try (UnpackedModel model = unpack(archive)) {
            assertThat(model.folder().resolve("run")).isExecutable();
            assertThat(Files.isExecutable(model.folder().resolve("data"))).isFalse();
            assertThat(Files.getAttribute(model.folder().resolve("run"), "unix:mode"))
                    .asString()
                    .satisfies(
                            mode -> assertThat(Integer.parseInt(mode) & 07000).isZero());
        }
    }

    @Test
    void folderForTheFiles_isForThisUserAlone() throws IOException {
        try (UnpackedModel model = unpack(Samples.of(ArchiveFormat.TAR))) {
            assertThat(Files.getPosixFilePermissions(
                            model.folder().resolve("..").normalize()))
                    .hasSize(3);
        }
    }

    @Test
    void whatIsNoArchive_isNamed() throws IOException {
        assertThatThrownBy(() -> unpack("just some text".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage(
                        "the upload is no archive: it begins with 6a 75 73 74 20 73 6f 6d; those of models are zip, tar,"
                                + " tar.gz, tar.zst, tar.xz and 7z");
        assertThatThrownBy(() -> unpack(new byte[0]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("begins with nothing");
        assertThatThrownBy(() ->
                        unpack(Compressors.compress("no tar".getBytes(StandardCharsets.UTF_8), ArchiveFormat.TAR_GZ)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is compressed, and no tar archive is within");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void archiveThatCannotBeRead_isNamed() throws IOException {
        Path missing = root.resolve("missing.tar");
        assertThatThrownBy(
                        () -> ModelImport.of(missing).temporaryRoot(temporary).unpack())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("archive " + missing + " cannot be read: it does not exist");
        assertThatThrownBy(() -> ModelImport.of(root).temporaryRoot(temporary).unpack())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is a folder");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> ModelImport.of(broken, "upload")
                        .temporaryRoot(temporary)
                        .unpack())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("archive upload cannot be read: connection reset");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void missingFolderForTemporaryFiles_isNamed() {
        Path missing = root.resolve("missing");
        assertThatThrownBy(() -> ModelImport.of(new ByteArrayInputStream(Samples.of(ArchiveFormat.TAR)), "x")
                        .temporaryRoot(missing)
                        .unpack())
                .isInstanceOf(LocalFileException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void streamOfAZip_isNoLongerThanWhatItMayUnpackTo() throws IOException {
        assertThatThrownBy(() -> ModelImport.of(new ByteArrayInputStream(Samples.of(ArchiveFormat.ZIP)), "upload")
                        .temporaryRoot(temporary)
                        .limits(new ArchiveLimits(100, 60))
                        .unpack())
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("maxBytes");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void progress_countsTheBytesOfTheFiles() throws IOException {
        List<Long> done = new ArrayList<>();
        ModelImport.of(new ByteArrayInputStream(Samples.of(ArchiveFormat.TAR_XZ)), "upload")
                .temporaryRoot(temporary)
                .progress(progress -> done.add(progress.done()))
                .unpack()
                .close();

        assertThat(done).isSorted().endsWith(53L);
    }

    @ParameterizedTest
    @EnumSource
    void interrupt_cancels(ArchiveFormat format) throws IOException {
        byte[] archive = Samples.of(format);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> unpack(archive)).isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void listenerThatThrows_endsTheImport() throws IOException {
        assertThatThrownBy(() -> ModelImport.of(new ByteArrayInputStream(Samples.of(ArchiveFormat.TAR)), "upload")
                        .temporaryRoot(temporary)
                        .progress(progress -> {
                            throw new InvalidArgumentException("enough");
                        })
                        .unpack())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("enough");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void messageOfALink_saysWhatToDo() {
        byte[] archive = new TarBuilder()
                .entry(TarBuilder.Header.of("a", '2', 0).link("/etc/passwd"), "")
                .build();

        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessage(
                        "archive the upload is damaged or hostile, and is not unpacked: entry 'a' is a link; only files"
                                + " and folders are allowed: pack what it points to in its place (tar --dereference"
                                + " --hard-dereference)");
    }

    private UnpackedModel unpack(byte[] archive) {
        return ModelImport.of(new ByteArrayInputStream(archive), "the upload")
                .temporaryRoot(temporary)
                .unpack();
    }

    private static TreeMap<String, String> contents(Path folder) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
