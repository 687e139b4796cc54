package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCacheTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path root;
    private Cache cache;

    @BeforeEach
    void open() {
        root = folder.resolve("cache");
        cache = new LocalCacheProvider().open(root);
    }

    @Test
    void find_andRead_andVersions_writeNothing() {
        assertThat(cache.find(KEY)).isEmpty();
        assertThat(cache.read(KEY, Document.HEADER)).isEmpty();
        assertThat(cache.versions(KEY.id())).isEmpty();

        assertThat(root).doesNotExist();
    }

    @Test
    void theLayoutIsThatOfThePythonPackage() throws IOException {
        cache.getOrFill(KEY, LONG, CacheProgram::fill);
        cache.write(KEY, Document.HEADER, new byte[] {1});
        cache.write(KEY, Document.META, new byte[] {2});

        assertThat(names(root)).containsExactly("3e120e8d");
        assertThat(names(root.resolve("3e120e8d")))
                .containsExactlyInAnyOrder("1.0.0", "1.0.0.header.yaml", "1.0.0.meta.yaml", ".1.0.0.lock");
        assertThat(names(root.resolve("3e120e8d/1.0.0"))).containsExactly("nested");
    }

    @Test
    void find_seesThatAFolderWasEmptied_orRemoved_orFilledByOthers() throws IOException {
        Path model = cache.getOrFill(KEY, LONG, CacheProgram::fill);
        assertThat(cache.find(KEY)).contains(model);

        TestTree.delete(model.resolve("nested"));
        assertThat(cache.find(KEY)).isEmpty();

        Files.writeString(model.resolve("other.txt"), "by hand");
        assertThat(cache.find(KEY)).contains(model);

        TestTree.delete(model);
        assertThat(cache.find(KEY)).isEmpty();
    }

    @Test
    void getOrFill_replacesAnEmptyFolder() throws IOException {
        Path model = Files.createDirectories(root.resolve("3e120e8d/1.0.0"));

        assertThat(cache.getOrFill(KEY, LONG, CacheProgram::fill)).isEqualTo(model);
        assertThat(names(model)).containsExactly("nested");
    }

    @Test
    void getOrFill_usesWhatAnotherPutThereMeanwhile() throws IOException {
        Path model = cache.getOrFill(KEY, LONG, staging -> {
            fillBehindItsBack(root.resolve("3e120e8d/1.0.0"));
            CacheProgram.fill(staging);
        });

        assertThat(names(model)).containsExactly("winner.txt");
        assertThat(names(root.resolve("3e120e8d"))).containsExactlyInAnyOrder("1.0.0", ".1.0.0.lock");
    }

    @Test
    void getOrFill_publishesNoPartOfAFolderThatWasTakenAway() {
        assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, staging -> {
                    CacheProgram.fill(staging);
                    removeBehindItsBack(staging.content());
                    CacheProgram.fill(staging);
                }))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("load it again");

        assertThat(cache.find(KEY)).isEmpty();
    }

    @Test
    void getOrFill_ofAnInterruptedThread_isCancelled_andLeavesNothing() throws IOException {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, CacheProgram::fill)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, staging -> {
                    CacheProgram.fill(staging);
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(names(root.resolve("3e120e8d"))).containsExactly(".1.0.0.lock");
    }

    @Test
    void aRootThatIsAFile_isAnError() throws IOException {
        Files.writeString(root, "a file");
        List<ThrowingCallable> calls = List.of(
                () -> cache.find(KEY),
                () -> cache.getOrFill(KEY, LONG, CacheProgram::fill),
                () -> cache.read(KEY, Document.HEADER),
                () -> cache.write(KEY, Document.HEADER, new byte[1]),
                () -> cache.versions(KEY.id()));

        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining(root + " cannot be")
                    .hasMessageContaining("it is not a folder")
                    .hasMessageContaining("AUDMODEL_CACHE_ROOT");
        }
    }

    @Test
    void aFileWhereTheModelShouldBe_isAnError() throws IOException {
        Path file = Files.createDirectories(root.resolve("3e120e8d")).resolve("1.0.0");
        Files.writeString(file, "precious");

        assertThat(cache.find(KEY)).isEmpty();
        assertThatThrownBy(() -> cache.getOrFill(KEY, LONG, CacheProgram::fill))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("precious");
    }

    @Test
    void aFolderWhereADocumentShouldBe_isNone_andInTheWay() throws IOException {
        Files.createDirectories(root.resolve("3e120e8d/1.0.0.header.yaml"));

        assertThat(cache.read(KEY, Document.HEADER)).isEmpty();
        assertThatThrownBy(() -> cache.write(KEY, Document.HEADER, new byte[1])).isInstanceOf(AudModelException.class);
        assertThat(cache.versions(KEY.id())).isEmpty();
    }

    @Test
    void read_takesAFileThatIsFarTooLargeForNone() throws IOException {
        Files.createDirectories(root.resolve("3e120e8d"));
        try (RandomAccessFile file =
                new RandomAccessFile(root.resolve("3e120e8d/1.0.0.meta.yaml").toFile(), "rw")) {
            file.setLength((16 << 20) + 1);
        }

        assertThat(cache.read(KEY, Document.META)).isEmpty();
    }

    @Test
    void versions_ignoresNamesThatAreNone() throws IOException {
        Path versions = Files.createDirectories(root.resolve("3e120e8d"));
        for (String name : List.of("1.0.0.header.yaml", ".header.yaml", "v2.header.yaml", ".3.0.header.yaml", "x")) {
            Files.createFile(versions.resolve(name));
        }

        assertThat(cache.versions(KEY.id())).singleElement().hasToString("1.0.0");
    }

    private static void fillBehindItsBack(Path model) {
        try {
            Files.writeString(Files.createDirectories(model).resolve("winner.txt"), "first");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void removeBehindItsBack(Path content) {
        try {
            Path folder = content.toRealPath().getParent();
            Files.move(folder, folder.resolveSibling("taken"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
