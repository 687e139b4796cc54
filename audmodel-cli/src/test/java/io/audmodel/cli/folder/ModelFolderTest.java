package io.audmodel.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cli.folder.FetchReport.Outcome;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.model.ExactRef;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {

    private static final Serializer YAML = new YamlSerializerProvider().create();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SmallModel one =
            new SmallModel("1.0.0", Map.of("weights.txt", "0.1", "net/a.txt", "a", "z.txt", "z"));
    private final SmallModel two = new SmallModel("2.0.0", Map.of("weights.txt", "0.22", "net/b/c.txt", "c"));

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("mnt/models");
    }

    @Test
    void fetch_intoAFolderThatIsMissing_bringsTheModelAndARecord() throws IOException {
        assertThat(fetch(one)).isEqualTo(new FetchReport(one.id, folder, Outcome.FETCHED, 3, 5));

        assertThat(SmallModel.in(folder)).isEqualTo(one.files);
        assertThat(names())
                .containsExactlyInAnyOrder(".audmodel.lock", ".audmodel.yaml", "net", "weights.txt", "z.txt");
        assertThat(Files.readString(folder.resolve(".audmodel.yaml")))
                .contains("model: 494f1d7b-1.0.0\n", "ref: best\n", "complete: true\n", "files: 3\n");
    }

    @Test
    void fetch_ofTheSameModel_onlyLooks() {
        fetch(one);

        assertThat(fetch(one).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(one.brought).isEqualTo(1);
    }

    @Test
    void fetch_ofTheSameModel_bringsItAgainWhereSomethingElseIsRequired() throws IOException {
        fetch(one);

        for (String requirement : List.of("a signature", "two signatures")) {
            one.requirement = requirement;
            assertThat(fetch(one).outcome()).isEqualTo(Outcome.REPLACED);
            assertThat(fetch(one).outcome()).isEqualTo(Outcome.UNCHANGED);
        }
        assertThat(one.brought).isEqualTo(3);
        assertThat(open(false, new FolderSteps()).fetch("live", one).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(fetch(one).outcome()).isEqualTo(Outcome.UNCHANGED);
        one.requirement = "";
        assertThat(fetch(one).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void fetch_ofTheSameModelByAnotherName_isNoted() throws IOException {
        fetch(one);

        assertThat(open(false, new FolderSteps()).fetch("live", one).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(one.brought).isEqualTo(1);
        assertThat(Files.readString(folder.resolve(FolderRecord.NAME))).contains("ref: live\n");
        assertThat(folder.resolve(FolderState.STAGING)).doesNotExist();
    }

    @Test
    void fetch_ofAnotherModel_takesThePlaceOfTheFirst() {
        fetch(one);

        assertThat(fetch(two).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(SmallModel.in(folder)).isEqualTo(two.files);
    }

    @ParameterizedTest
    @CsvSource({"weights.txt, 0.1 and more", "weights.txt,", "net/new.txt, x"})
    void fetch_ofAModelThatWasChanged_bringsItAgain(String file, String content) throws IOException {
        fetch(one);
        if (content == null) {
            Files.delete(folder.resolve(file));
        } else {
            Files.writeString(folder.resolve(file), content);
        }

        assertThat(fetch(one).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(SmallModel.in(folder)).isEqualTo(one.files);
    }

    @Test
    void folderWithOtherThings_isRefused_andStaysAsItIs() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/theirs.txt"), "theirs");

        assertThatThrownBy(() -> fetch(one))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContainingAll(folder.toString(), "'data'", "--replace");
        assertThat(names()).containsExactly("data");

        assertThat(open(true, new FolderSteps()).fetch("best", one).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(SmallModel.in(folder)).isEqualTo(one.files);
    }

    @Test
    void fileThatSomebodyAdds_stays_unlessTheNextModelHasItToo() throws IOException {
        fetch(two);
        Files.writeString(folder.resolve("z.txt"), "theirs");

        assertThat(fetch(two).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThatThrownBy(() -> fetch(one))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining("'z.txt'");
        assertThat(Files.readString(folder.resolve("z.txt"))).isEqualTo("theirs");
        assertThat(fetch(two).outcome()).isEqualTo(Outcome.UNCHANGED);
        Files.move(folder.resolve("z.txt"), folder.resolve("other.txt"));
        fetch(one);
        assertThat(SmallModel.in(folder)).containsAllEntriesOf(one.files).containsEntry("other.txt", "theirs");
    }

    @Test
    void topOfADisk_isEmpty() throws IOException {
        Files.createDirectories(folder.resolve("lost+found"));

        assertThat(fetch(one).outcome()).isEqualTo(Outcome.FETCHED);
        assertThat(folder.resolve("lost+found")).exists();
    }

    @Test
    void recordOfSomethingOutside_isNoRecord() throws IOException {
        fetch(one);
        Path record = folder.resolve(FolderRecord.NAME);
        Files.writeString(record, Files.readString(record).replace("z.txt", "../../theirs"));

        assertThatThrownBy(() -> fetch(two)).isInstanceOf(FolderInUseException.class);
        assertThat(open(true, new FolderSteps()).fetch("best", two).outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(SmallModel.in(folder)).isEqualTo(two.files);
    }

    @Test
    void modelWithANameOfAFetch_isRefused() {
        fetch(one);

        assertThatThrownBy(() -> fetch(new SmallModel("3.0.0", Map.of(".audmodel.yaml", "theirs"))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(".audmodel.yaml");
        assertThat(SmallModel.in(folder)).isEqualTo(one.files);
    }

    @Test
    void file_isNoFolder() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "theirs");

        assertThatThrownBy(() -> fetch(one)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void folderThatCannotBeMovedAway_keepsTheModelBefore() {
        fetch(one);
        FolderSteps refusing = new FolderSteps() {
            @Override
            void move(Path from, Path to) throws IOException {
                if (from.equals(folder.resolve("weights.txt"))) {
                    throw new AccessDeniedException(from.toString());
                }
                super.move(from, to);
            }
        };

        assertThatThrownBy(() -> open(false, refusing).fetch("best", two)).isInstanceOf(CacheException.class);
        assertThat(SmallModel.in(folder)).isEqualTo(one.files);
        assertThat(fetch(one).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void noteOfAnotherProcess_inWhatIsRemoved_doesNoHarm() throws IOException {
        Files.createDirectories(folder.resolve(".audmodel.tmp/model/0/killed"));
        FolderSteps disturbed = new FolderSteps() {
            private boolean isDone;

            @Override
            void deleteOne(Path path) throws IOException {
                super.deleteOne(path);
                if (!isDone && path.endsWith("killed")) {
                    isDone = true;
                    Files.createDirectories(path.resolveSibling(".notes"));
                }
            }
        };

        assertThat(open(false, disturbed).fetch("best", one).outcome()).isEqualTo(Outcome.FETCHED);
        assertThat(folder.resolve(FolderState.STAGING)).doesNotExist();
    }

    @Test
    void interrupt_endsAFetchBeforeTheModelIsMoved() {
        fetch(one);
        SmallModel interrupting = new SmallModel("2.0.0", two.files) {
            @Override
            public Path put(ExactRef wanted, Path scratch) {
                Thread.currentThread().interrupt();
                return super.put(wanted, scratch);
            }
        };

        assertThatThrownBy(() -> fetch(interrupting)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve(FolderState.STAGING)).doesNotExist();
        assertThat(fetch(one).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void fetches_takeTurns() throws IOException {
        Files.createDirectories(folder);
        try (FolderLock held = FolderLock.acquire(folder.resolve(FolderState.LOCK), MINUTE)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> new ModelFolder(folder, YAML, Duration.ofMillis(100), false).fetch("best", one))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining(folder.toString());
        }
        try (FolderLock held = FolderLock.acquire(folder.resolve(FolderState.LOCK), MINUTE)) {
            assertThat(held).isNotNull();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> fetch(one)).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 100; round++) {
                Path empty = folder.resolveSibling("turn-" + round);
                CompletableFuture<FetchReport> other =
                        CompletableFuture.supplyAsync(() -> open(empty).fetch("best", one), both);
                CompletableFuture<FetchReport> another =
                        CompletableFuture.supplyAsync(() -> open(empty).fetch("best", two), both);
                other.join();
                another.join();
                assertThat(SmallModel.in(empty)).isIn(one.files, two.files);
                assertThat(empty.resolve(FolderState.STAGING)).doesNotExist();
            }
        } finally {
            both.shutdownNow();
        }
    }

    private FetchReport fetch(SmallModel model) {
        return open(false, new FolderSteps()).fetch("best", model);
    }

    private static ModelFolder open(Path folder) {
        return new ModelFolder(folder, YAML, MINUTE, false);
    }

    private ModelFolder open(boolean mayReplace, FolderSteps steps) {
        return new ModelFolder(folder, YAML, MINUTE, mayReplace, steps);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
