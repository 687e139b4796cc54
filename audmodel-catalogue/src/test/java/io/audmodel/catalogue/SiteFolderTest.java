package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders a page is written into, and that it is there as a whole. */
class SiteFolderTest {

    @TempDir
    private Path folder;

    private Path page() {
        return folder.resolve("index.html");
    }

    @Test
    void missingFolder_isMade() {
        Path missing = folder.resolve("a/b");

        assertThat(Path.of(SiteFolder.of(missing).replace(out -> out.write("page"))))
                .hasContent("page");
        assertThat(missing).isDirectoryContaining("glob:**index.html");
    }

    @Test
    void ourPage_isReplaced_andOtherFilesStay() throws IOException {
        Files.writeString(page(), CataloguePage.MARKER + "old");
        Files.writeString(folder.resolve("robots.txt"), "x");

        SiteFolder.of(folder).replace(out -> out.write("new"));

        assertThat(page()).hasContent("new");
        assertThat(folder.resolve("robots.txt")).hasContent("x");
    }

    @Test
    void folderOfAnother_isRefused() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> SiteFolder.of(folder))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll(folder.toString(), "notes.txt", "no catalogue");
    }

    @Test
    void pageOfAnother_isRefused() throws IOException {
        Files.writeString(page(), "<!doctype html><p>mine");

        assertThatThrownBy(() -> SiteFolder.of(folder))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("index.html", "is not replaced");
        assertThat(page()).hasContent("<!doctype html><p>mine");
    }

    @Test
    void linkInPlaceOfThePage_isRefused() throws IOException {
        Files.createSymbolicLink(page(), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> SiteFolder.of(folder)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void fileInPlaceOfTheFolder_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> SiteFolder.of(file))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is no folder");
    }

    @Test
    void failedWrite_leavesTheEarlierPage_andNothingElse() throws IOException {
        Files.writeString(page(), CataloguePage.MARKER + "old");
        SiteFolder site = SiteFolder.of(folder);

        assertThatThrownBy(() -> site.replace(out -> {
                    out.write("x".repeat(1 << 20));
                    throw new IOException("no space left");
                }))
                .isInstanceOf(CatalogueNotWrittenException.class)
                .hasMessageContainingAll(page().toString(), "no space left");
        assertThat(page()).hasContent(CataloguePage.MARKER + "old");
        assertThat(folder).isDirectoryNotContaining("glob:**.index.html.*");
    }

    @Test
    void remainsOfKilledRuns_areNoOthersFiles_andGoAfterADay() throws IOException {
        Path fresh = Files.writeString(folder.resolve(".index.html.00000000-0000-0000-0000-000000000001"), "x");
        Path old = Files.writeString(folder.resolve(".index.html.00000000-0000-0000-0000-000000000002"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        SiteFolder.of(folder).replace(out -> out.write("new"));

        assertThat(page()).hasContent("new");
        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
    }
}
