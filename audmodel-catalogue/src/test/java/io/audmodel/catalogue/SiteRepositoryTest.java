package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConflictException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page among the models that it shows, or in another repository. */
class SiteRepositoryTest {

    private static final ObjectPath PAGE = ObjectPath.of("_uid", "index.html");

    @TempDir
    private Path folder;

    private Shelf shelf;
    private ModelId id;

    @BeforeEach
    void publish() {
        shelf = new Shelf(folder);
        id = shelf.publish(
                shelf.request("emotion", "1.0.0").meta(Map.of("recall", 0.6)).alias(Alias.of("best")));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private CatalogueReport write() {
        return Catalogue.of(shelf.client()).write(shelf.client());
    }

    private String page() throws IOException {
        try (var body = shelf.backend().get(PAGE, ByteRange.all())) {
            return new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void page_isAnObject_withTheAddressThatTheReportNames() throws IOException {
        CatalogueReport report = write();

        assertThat(report.page()).isEqualTo(shelf.backend().url(PAGE));
        assertThat(report.versions()).isEqualTo(1);
        assertThat(page()).startsWith("<!doctype html>").contains(id.toString(), "\"best\"");
    }

    @Test
    void secondRun_readsThePageAlone() throws IOException {
        write();
        String first = page();
        shelf.publish(shelf.request("emotion", "2.0.0"));
        write();
        shelf.reads.clear();

        CatalogueReport report = write();

        assertThat(report.unchanged()).isEqualTo(2);
        // Its beginning, and all of it.
        assertThat(shelf.reads).containsExactly("index.html", "index.html");
        assertThat(page()).contains("2.0.0").isNotEqualTo(first);
    }

    @Test
    void models_areAsBefore() {
        List<ObjectPath> before = paths();
        write();

        assertThat(paths()).containsAll(before).contains(PAGE).hasSize(before.size() + 1);
        try (Stream<FoundModel> found = shelf.client().find()) {
            assertThat(found.map(FoundModel::ref)).containsExactly(id);
        }
        assertThat(shelf.client().versions(id.shortId())).hasSize(1);
        assertThat(shelf.client().aliases(id)).containsExactly(Alias.of("best"));
        assertThat(write().problems()).isEmpty();
    }

    private List<ObjectPath> paths() {
        return Stream.of("_uid", "_alias", "emotion")
                .flatMap(name -> shelf.backend().list(ObjectPath.of(name)))
                .map(ObjectInfo::path)
                .toList();
    }

    /** The only model with its archive there would have this subgroup and this name. */
    @Test
    void place_cannotBeThatOfAModel() {
        assertThatThrownBy(
                        () -> shelf.publish(shelf.request("index.html", "1.0.0").subgroup(Subgroup.of("_uid"))))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void pageOfAnotherRepository_isWrittenThere_andNothingHere() {
        Backend there = new InMemoryBackend();
        List<ObjectPath> before = paths();
        try (AudModel other = AudModel.builder()
                .repository(Repository.of("memory:pages#site"), there)
                .cacheRoot(folder.resolve("other"))
                .build()) {
            Catalogue.of(shelf.client()).write(other);
            shelf.reads.clear();
            assertThat(Catalogue.of(shelf.client()).write(other).unchanged()).isEqualTo(1);
        }

        assertThat(shelf.reads).isEmpty();
        assertThat(paths()).isEqualTo(before);
    }

    @Test
    void objectOfAnother_isRefused_andStays() throws IOException {
        for (String mine : List.of("", "<!doctype html>", "<!doctype html><p>" + "mine".repeat(20))) {
            shelf.backend().put(PAGE, Content.of(mine.getBytes(StandardCharsets.UTF_8)), PutMode.overwrite());

            assertThatThrownBy(this::write)
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContainingAll("_uid/index.html", "is not replaced");
            assertThat(page()).isEqualTo(mine);
        }
    }

    @Test
    void catalogueThatWasWrittenMeanwhile_stays() throws IOException {
        for (boolean hasPage : List.of(false, true)) {
            FaultyBackend slow = new FaultyBackend(shelf.backend());
            slow.before(1, call -> call.operation() == Operation.LIST, call -> write());
            String other;
            try (AudModel client = client(slow)) {
                assertThatThrownBy(() -> Catalogue.of(client).title("Mine").write(client))
                        .as("there was a page: %s", hasPage)
                        .isInstanceOf(ConflictException.class)
                        .hasMessageContaining("another catalogue was written there meanwhile, and stays");
                other = page();
            }
            assertThat(other).doesNotContain("Mine").contains(id.toString());
        }
    }

    @Test
    void failedWrite_isTheStores_andLeavesThePage() throws IOException {
        write();
        String before = page();
        FaultyBackend full = new FaultyBackend(shelf.backend());
        full.before(1, call -> call.operation() == Operation.PUT, FaultyBackend.failing(StorageException::new));
        try (AudModel client = client(full)) {
            assertThatThrownBy(() -> Catalogue.of(client).write(client)).isInstanceOf(StorageException.class);
        }
        assertThat(page()).isEqualTo(before);
    }

    @Test
    void pageThatIsTooLong_isNotRead() {
        write();
        Backend boasting = new ForwardingBackend(shelf.backend()) {
            @Override
            public Optional<ObjectInfo> stat(ObjectPath path) {
                return super.stat(path)
                        .map(info ->
                                path.equals(PAGE) ? new ObjectInfo(path, 1L << 40, info.modified(), null, null) : info);
            }
        };
        try (AudModel client = client(boasting)) {
            assertThatThrownBy(() -> Catalogue.of(client).write(client))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContainingAll("_uid/index.html", "1099511627776", "remove it");
            assertThat(Catalogue.of(client).readingAll().write(client).read()).isEqualTo(1);
        }
    }

    private AudModel client(Backend backend) {
        return AudModel.builder()
                .repository(Shelf.REPOSITORY, backend)
                .cacheRoot(folder.resolve("slow"))
                .build();
    }
}
