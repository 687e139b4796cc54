package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Operation;
import io.audmodel.trust.ModelSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run reads, what it takes from the page before, and where it writes. */
class CatalogueTest {

    @TempDir
    private Path folder;

    private Shelf shelf;
    private ModelId first;
    private ModelId second;

    @BeforeEach
    void publish() {
        shelf = new Shelf(folder);
        first = shelf.publish(shelf.request("emotion", "1.0.0").meta(Map.of("recall", 0.6)));
        second = shelf.publish(
                shelf.request("emotion", "2.0.0").meta(Map.of("recall", 0.7)).alias(Alias.of("best")));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void firstRun_readsEverything_andSaysHowMuch() {
        CatalogueReport report = shelf.write();

        assertThat(report)
                .isEqualTo(
                        new CatalogueReport(shelf.site().resolve("index.html").toUri(), 1, 2, 1, 2, 0, List.of()));
        assertThat(shelf.page())
                .startsWith("<!doctype html>")
                .contains(
                        "\"key\":\"" + first + "\"", "\"key\":\"" + second + "\"", "\"name\":\"best\"", "weights.txt");
    }

    @Test
    void secondRun_readsNothing_ofWhatIsUnchanged() {
        shelf.write();
        String page = shelf.page();
        shelf.reads.clear();

        CatalogueReport report = shelf.write();

        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(report.read()).isZero();
        assertThat(shelf.reads).isEmpty();
        assertThat(withoutTime(shelf.page())).isEqualTo(withoutTime(page));
    }

    @Test
    void secondRun_readsWhatIsNew_andNoMore() {
        shelf.write();
        ModelId third = shelf.publish(shelf.request("emotion", "3.0.0"));
        shelf.reads.clear();

        CatalogueReport report = shelf.write();

        assertThat(report.read()).isEqualTo(1);
        assertThat(shelf.reads).isNotEmpty().allMatch(name -> name.startsWith(third.toString()));
        assertThat(shelf.page()).contains(third.toString());
    }

    @Test
    void secondRun_readsChangedMetadataAndAliases_andNoHeaderOrArchive() {
        shelf.write();
        shelf.writeAt(Instant.now().minusSeconds(600));
        shelf.client().updateMeta(first, Map.of("recall", 0.65));
        shelf.client().setAlias(Alias.of("best"), first);
        shelf.reads.clear();

        CatalogueReport report = shelf.write();

        assertThat(report.read()).isEqualTo(1);
        assertThat(shelf.reads).allMatch(name -> name.contains(".meta.") || name.contains(".alias."));
        assertThat(shelf.page()).contains("0.65").doesNotContain("[\"recall\",0.6]");
        assertThat(shelf.page()).contains("\"name\":\"best\"").containsPattern("\"target\":\"" + first + "\"");
    }

    /** Its length and time would be the same if it changed once more now. */
    @Test
    void secondRun_readsWhatChangedJustBeforeTheFirst() {
        shelf.writeAt(Instant.now());
        shelf.client().updateMeta(first, Map.of("recall", 0.8));
        shelf.write();
        shelf.client().updateMeta(first, Map.of("recall", 0.9));

        CatalogueReport report = shelf.write();

        assertThat(report.read()).isEqualTo(1);
        assertThat(shelf.page()).contains("[\"recall\",0.9]").doesNotContain("[\"recall\",0.8]");
    }

    @Test
    void secondRun_hasNoMoreWhatWasRemoved() {
        shelf.write();
        shelf.client().removeAlias(Alias.of("best"));
        shelf.backend().delete(ObjectPath.of("_uid", second.shortId().text(), "2.0.0", second + ".header.yaml"));

        CatalogueReport report = shelf.write();

        assertThat(report.versions()).isEqualTo(1);
        assertThat(report.aliases()).isZero();
        assertThat(shelf.page()).doesNotContain(second.toString(), "\"best\"");
    }

    @Test
    void runThatReadsAll_takesNothingFromThePage() {
        shelf.write();

        CatalogueReport report = Catalogue.of(shelf.client()).readingAll().write(shelf.site());

        assertThat(report.read()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"format\":0,\"models\":[]}", "[]", "{\"format\":1,\"models\":[{\"key\":{}}]}"})
    void damagedPage_isReadAnew(String data) throws Exception {
        shelf.write();
        Path page = shelf.site().resolve("index.html");
        Files.writeString(page, shelf.page().replaceFirst("(id=\"data\">)[^<]*", "$1" + data));

        assertThat(shelf.write().read()).isEqualTo(2);
        assertThat(shelf.page()).contains(first.toString());
    }

    @Test
    void pageOfAnotherRepository_isNoneOfThis() throws Exception {
        try (Shelf other = new Shelf(folder.resolve("other"))) {
            other.publish(other.request("emotion", "1.0.0").meta(Map.of("recall", 0.1)));
            other.write();
            Files.createDirectories(shelf.site());
            Files.writeString(
                    shelf.site().resolve("index.html"), other.page().replace("memory:tests", "memory:elsewhere"));
        }

        assertThat(shelf.write().read()).isEqualTo(2);
        assertThat(shelf.page()).doesNotContain("[\"recall\",0.1]");
    }

    @Test
    void filesOfCachedModels_haveChecksums() {
        shelf.client().load(first);

        shelf.write();

        assertThat(shelf.page()).containsPattern("\\[\"net/weights.txt\",8,\"[0-9a-f]{8}\"\\]");
    }

    @Test
    void signatures_areNamed_andReadOnce() {
        shelf.client()
                .signatures(first)
                .put(SignatureStatesTest.signed(shelf, first, SignatureStatesTest.keys())
                        .toModelSignature());
        shelf.client().signatures(first).put(ModelSignature.of("0".repeat(32), new byte[] {'{'}));
        shelf.write();
        shelf.reads.clear();

        assertThat(shelf.page())
                .containsPattern("\"method\":\"key\",\"by\":\"[0-9a-f]{64}\"")
                .containsPattern("\"mark\":\"0{32}\",\"problem\":\"");
        assertThat(shelf.write().read()).isZero();
        assertThat(shelf.reads).isEmpty();
    }

    @Test
    void unreadableParts_areProblems_andReadAgain() {
        ObjectPath meta = ObjectPath.of("_uid", first.shortId().text(), "1.0.0", first + ".meta.yaml");
        shelf.backend().put(meta, Content.of("- no mapping".getBytes(StandardCharsets.UTF_8)), PutMode.overwrite());

        CatalogueReport report = shelf.write();

        assertThat(report.versions()).isEqualTo(2);
        assertThat(report.problems())
                .hasSize(1)
                .allMatch(text -> text.contains(first + ": its metadata cannot be shown"));
        assertThat(shelf.page()).contains("its metadata cannot be shown");
        assertThat(shelf.write().problems()).hasSize(1);
    }

    @Test
    void missingArchiveOrMetadata_isAProblemOfItsVersionAlone() {
        shelf.backend().delete(ObjectPath.of("emotion", first.shortId().text(), "1.0.0", first + ".zip"));
        shelf.backend().delete(ObjectPath.of("_uid", second.shortId().text(), "2.0.0", second + ".meta.yaml"));

        CatalogueReport report = shelf.write();

        assertThat(report.versions()).isEqualTo(2);
        assertThat(report.problems())
                .hasSize(2)
                .anyMatch(text -> text.startsWith(first + ": its files cannot be shown"))
                .anyMatch(text -> text.startsWith(second + ": its metadata cannot be shown"));
    }

    @Test
    void longMetadata_areNotRead() {
        shelf.client().replaceMeta(first, Map.of("log", "x".repeat(5 << 20)));

        assertThat(shelf.write().problems()).singleElement().asString().contains("4194304", "audmodel meta " + first);
    }

    @Test
    void pageForWhichTheHeapHasNoRoom_isRefused() {
        shelf.client().replaceMeta(first, Map.of("log", "x".repeat(3000)));

        assertThat(new CatalogueReader(
                                shelf.client(), EarlierPage.none(), new SignatureStates(Optional.empty()), 40_000)
                        .versions())
                .hasSize(2);
        assertThatThrownBy(() -> new CatalogueReader(
                                shelf.client(), EarlierPage.none(), new SignatureStates(Optional.empty()), 8_000)
                        .versions())
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContainingAll("2000 bytes", "-Xmx", "a catalogue for each repository");
    }

    @Test
    void repositoryThatFails_leavesThePageAsItWas() {
        shelf.write();
        String page = shelf.page();
        FaultyBackend faulty = new FaultyBackend(shelf.backend());
        faulty.before(1, call -> call.operation() == Operation.LIST, FaultyBackend.failing(StorageException::new));
        try (AudModel failing = AudModel.builder()
                .repository(Shelf.REPOSITORY, faulty)
                .cacheRoot(folder.resolve("none"))
                .build()) {
            assertThatThrownBy(() -> Catalogue.of(failing).write(shelf.site())).isInstanceOf(StorageException.class);
        }
        assertThat(shelf.page()).isEqualTo(page);
    }

    @Test
    void offlineClient_isRefused() {
        try (AudModel offline = AudModel.builder()
                .repository(Shelf.REPOSITORY)
                .cacheRoot(folder.resolve("none"))
                .offline()
                .build()) {
            assertThatThrownBy(() -> Catalogue.of(offline).write(shelf.site())).isInstanceOf(OfflineException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t"})
    void title_thatNobodySees_isRefused(String title) {
        assertThatThrownBy(() -> Catalogue.of(shelf.client()).title(title))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("title");
    }

    private static String withoutTime(String page) {
        return page.replaceFirst("\"made\":\"[^\"]*\"", "");
    }
}
