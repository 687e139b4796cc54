package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.cache.Cache.Entry;
import io.audmodel.cache.Cache.Scratch;
import io.audmodel.cache.CachePermissions;
import io.audmodel.error.CacheException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others put into a cache, where they may change its names (folders are held) and where they may not any more. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes mkfifo")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("reliability")
class HostileCacheTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SHARED = "rwxrwxrwx";
    private static final String OWN = "rwxr-xr-x";

    @TempDir
    Path folder;

    private Path root;
    private Path outside;
    private Cache cache;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectory(folder.resolve("cache"));
        cache = fresh();
        cache.getOrFill(KEY, LONG, CacheProgram::fill);
        cache.write(KEY, Document.HEADER, new byte[] {1});
        cache.writeNote("shelf", "name", new byte[] {1});
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(
                Files.createDirectories(outside.resolve("1.0.0/nested")).resolve("file1"), "precious");
        Files.writeString(outside.resolve("precious"), "precious");
    }

    /** As another process has it. */
    private Cache fresh() {
        return new LocalCacheProvider().open(root);
    }

    private void opened(String mode) throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));
        Files.setPosixFilePermissions(root.resolve(KEY.id()), PosixFilePermissions.fromString(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void linkInPlaceOfTheNoteOfAUse_isReplaced_notFollowed(String mode) throws IOException {
        opened(mode);
        Path use = root.resolve("3e120e8d/.1.0.0.used");
        for (Path target : new Path[] {outside.resolve("precious"), outside.resolve("new")}) {
            Files.deleteIfExists(use);
            Files.createSymbolicLink(use, target);
            makeOld(root.resolve("3e120e8d/1.0.0"));
            // The time of a link cannot be set here, and is now: it counts as a use, and is not written.
            assertThat(fresh().find(KEY)).isPresent();
            assertThat(fresh().remove(KEY, Instant.MIN, LONG)).isFalse();
        }
        try (Folder versions = Folder.root(use.getParent(), CachePermissions.ofUmask())) {
            NewFile.put(versions, ".1.0.0.used", new byte[] {1}, false);
        }
        assertThat(use).isRegularFile();
        assertThat(Files.isSymbolicLink(use)).isFalse();
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void hardLinkInPlaceOfTheNoteOfAUse_isReplaced_notWritten(String mode) throws IOException {
        opened(mode);
        Path use = root.resolve("3e120e8d/.1.0.0.used");
        Files.createLink(use, outside.resolve("precious"));
        makeOld(root.resolve("3e120e8d/1.0.0"));
        makeOld(use);

        assertThat(fresh().find(KEY)).isPresent();

        assertThat(Files.readString(use)).doesNotContain("precious");
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void linkInPlaceOfAModel_isNone_andNothingBehindItIsRemoved(String mode) throws IOException {
        opened(mode);
        TestTree.delete(root.resolve("3e120e8d/1.0.0"));
        Files.createSymbolicLink(root.resolve("3e120e8d/1.0.0"), outside.resolve("1.0.0"));

        assertNoModel();
        assertThatThrownBy(() -> fresh().getOrFill(KEY, LONG, CacheProgram::fill))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(root.toString());
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void linkInPlaceOfAnId_leadsNowhere(String mode) throws IOException {
        opened(mode);
        TestTree.delete(root.resolve(KEY.id()));
        Files.createSymbolicLink(root.resolve(KEY.id()), outside);

        assertNoModel();
        assertThat(fresh().read(KEY, Document.HEADER)).isEmpty();
        assertThat(fresh().versions(KEY.id())).isEmpty();
        assertThatThrownBy(() -> fresh().write(KEY, Document.HEADER, new byte[1]))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(root.resolve(KEY.id()) + " is no folder");
        assertThatThrownBy(() -> fresh().getOrFill(KEY, LONG, CacheProgram::fill))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(root.resolve(KEY.id()) + " is no folder");
        assertUntouched();
    }

    private void assertNoModel() throws IOException {
        assertThat(fresh().find(KEY)).isEmpty();
        assertThat(fresh().models()).isEmpty();
        assertThat(fresh().usage(KEY)).isEmpty();
        assertThat(fresh().open(KEY, "nested/file1")).isEmpty();
        assertThat(fresh().remove(KEY, Instant.MAX, LONG)).isFalse();
        assertThat(fresh().sweep()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void linkInPlaceOfParts_leadsNowhere(String mode) throws IOException {
        opened(mode);
        Files.createDirectories(outside.resolve("part/3e120e8d/1.0.0/nested"));
        Files.createDirectory(root.resolve(".parts"));
        Files.createSymbolicLink(root.resolve(".parts/part"), outside.resolve("part"));

        assertThat(fresh().parts()).isEmpty();
        Cache part = fresh().part("part");
        assertThat(part.find(KEY)).isEmpty();
        assertThat(part.remove(KEY, Instant.MAX, LONG)).isFalse();
        assertThatThrownBy(() -> part.getOrFill(KEY, LONG, CacheProgram::fill)).isInstanceOf(CacheException.class);
        assertThat(outside.resolve("part/3e120e8d/1.0.0/nested")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void linksWithinAModel_areRemoved_andWhatTheyPointToIsNot(String mode) throws IOException {
        opened(mode);
        Path model = root.resolve("3e120e8d/1.0.0");
        Files.createSymbolicLink(model.resolve("link"), outside);
        Files.createLink(model.resolve("hard"), outside.resolve("precious"));

        assertThat(fresh().entries(KEY)).extracting(Entry::name).contains("link", "nested/file1");
        assertThat(fresh().open(KEY, "link/precious")).isEmpty();
        assertThat(fresh().remove(KEY, Instant.MAX, LONG)).isTrue();
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void pipes_areNeitherReadNorWaitedFor(String mode) throws Exception {
        opened(mode);
        Path versions = root.resolve(KEY.id());
        for (Path place : new Path[] {
            versions.resolve("1.0.0.header.yaml"),
            versions.resolve("1.0.0.meta.yaml"),
            versions.resolve(".1.0.0.used"),
            versions.resolve(".1.0.0.lock"),
            versions.resolve("1.0.0/nested/file1"),
            root.resolve(".notes/shelf/name")
        }) {
            pipe(place);
        }

        assertThat(fresh().find(KEY)).isPresent();
        assertThat(fresh().read(KEY, Document.HEADER)).isEmpty();
        assertThat(fresh().read(KEY, Document.META)).isEmpty();
        assertThat(fresh().versions(KEY.id())).isEmpty();
        assertThat(fresh().readNote("shelf", "name")).isEmpty();
        assertThat(fresh().open(KEY, "nested/file1")).isEmpty();
        assertThat(fresh().entries(KEY)).filteredOn(entry -> !entry.isFile()).hasSize(1);
        fresh().writeNote("shelf", "name", new byte[] {2});
        assertThat(fresh().readNote("shelf", "name")).contains(new byte[] {2});
        assertThat(fresh().remove(KEY, Instant.MAX, LONG)).isTrue();
        assertThat(versions.toFile().list())
                .containsExactlyInAnyOrder(".1.0.0.lock", ".1.0.0.header.yaml.lock", ".1.0.0.meta.yaml.lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void pipesInPlaceOfFolders_areNotWaitedFor(String mode) throws Exception {
        opened(mode);
        pipe(root.resolve("3e120e8d/1.0.0"));
        assertNoModel();
        pipe(root.resolve("3e120e8d"));
        assertNoModel();
        pipe(root.resolve(".parts"));
        pipe(root.resolve(".notes"));
        assertThat(fresh().parts()).isEmpty();
        assertThat(fresh().notes("shelf")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void scratch_isPrivate_andIsRemovedWithoutItsLinks(String mode) throws IOException {
        opened(mode);
        Path own;
        try (Scratch scratch = fresh().scratch()) {
            own = scratch.cache().root();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .isEqualTo("rwx------");
            scratch.cache().getOrFill(KEY, LONG, CacheProgram::fill);
            Files.createSymbolicLink(own.resolve("link"), outside);
        }
        assertThat(Files.exists(own, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void fill_isPrivateUntilItIsComplete(String mode) throws IOException {
        opened(mode);
        TestTree.delete(root.resolve("3e120e8d/1.0.0"));
        Path model = fresh().getOrFill(KEY, LONG, staging -> {
            try {
                Path own = staging.content().toRealPath().getParent();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                        .isEqualTo("rwx------");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            CacheProgram.fill(staging);
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(model)))
                .isNotEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void removal_ofWhatIsGoneFromItsPlace_isOne_whateverHappensToTheRest(String mode) throws IOException {
        opened(mode);
        // Its documents cannot be removed: there is a folder with something in it in the place of one.
        Files.createDirectories(root.resolve("3e120e8d/1.0.0.meta.yaml/full"));

        assertThat(fresh().remove(KEY, Instant.MAX, LONG)).isTrue();

        assertThat(fresh().find(KEY)).isEmpty();
        assertThat(root.resolve("3e120e8d/1.0.0.header.yaml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, OWN})
    void whatAKilledFillLeft_isSweptAndCounted(String mode) throws IOException {
        opened(mode);
        ProcessOwner me = ProcessOwner.current();
        Path left = root.resolve("3e120e8d/.2.0.0." + me.host() + "-999999999-1-00000000.tmp");
        Files.write(Files.createDirectories(left.resolve("content")).resolve("weights"), new byte[1000]);
        Files.createSymbolicLink(left.resolve("link"), outside);

        assertThat(fresh().sweep()).isEqualTo(1000);

        assertThat(left).doesNotExist();
        assertUntouched();
    }

    private static void pipe(Path place) throws IOException, InterruptedException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            TestTree.delete(place);
        }
        Process mkfifo = new ProcessBuilder("mkfifo", place.toString()).start();
        assertThat(mkfifo.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(mkfifo.exitValue()).isZero();
    }

    private static void makeOld(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    }

    private void assertUntouched() throws IOException {
        assertThat(outside.resolve("precious")).hasContent("precious");
        assertThat(outside.resolve("1.0.0/nested/file1")).hasContent("precious");
        assertThat(outside.toFile().list()).containsExactlyInAnyOrder("1.0.0", "precious");
        assertThat(outside.resolve("1.0.0").toFile().list()).containsExactly("nested");
    }
}
