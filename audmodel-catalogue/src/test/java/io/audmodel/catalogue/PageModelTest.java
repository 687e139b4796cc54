package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A version, a comparison and a plot in Chromium. */
@Tag("one-jdk")
class PageModelTest {

    @TempDir
    private static Path folder;

    private static Gallery gallery;

    private final Browser browser = Browser.get();

    @BeforeAll
    static void write() {
        gallery = new Gallery(folder);
    }

    @AfterEach
    void nothingIsRefused() {
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void version_saysWhatItIs() {
        browser.open(gallery.page, "#/model/" + gallery.ref(2));

        assertThat(browser.title()).startsWith("emotion 10.0.0");
        assertThat(browser.find(".facts").getText())
                .contains(
                        gallery.ref(2) + " (the latest version)",
                        "emotion.mlp",
                        "anna",
                        "2024-10-01",
                        "emotion-production",
                        "memory:tests#models",
                        "emotion/mlp/emotion/",
                        "MD5",
                        "not signed");
        assertThat(browser.texts("section:nth-of-type(2) tbody th"))
                .containsExactly("10.0.0 (shown)", "2.0.0", "1.0.0");
        assertThat(browser.find("main").getText()).contains("net: cnn10", "name: adam", "rate: 0.0001", "emodb: 0.6");
        assertThat(browser.texts("section:last-child tbody tr").get(0)).startsWith("net/weights.txt 8 bytes ");
        assertThat(browser.texts("section:last-child tbody code").get(0)).matches("[0-9a-f]{8}");
    }

    @Test
    void versions_leadToEachOther_andTheFocusFollows() {
        browser.open(gallery.page, "#/model/" + gallery.ref(2));
        browser.withText("section a", "1.0.0").click();

        assertThat(browser.find("h2").getText()).isEqualTo("emotion 1.0.0");
        assertThat(browser.focused().getText()).isEqualTo("emotion 1.0.0");
        assertThat(browser.link()).isEqualTo("#/model/" + gallery.ref(0));
        browser.script("history.back()");
        browser.asyncScript("setTimeout(arguments[0], 100)");
        assertThat(browser.find("h2").getText()).isEqualTo("emotion 10.0.0");
    }

    @Test
    void tree_opensByKeys() {
        browser.open(gallery.page, "#/model/" + gallery.ref(0));
        assertThat(browser.texts(".tree details[open] summary"))
                .contains("sizes (2 elements)", "optimizer (2 entries)");

        browser.withText("summary", "sizes").sendKeys(Keys.ENTER);
        assertThat(browser.texts(".tree details[open] summary")).doesNotContain("sizes (2 elements)");
    }

    @Test
    void code_isCopied() {
        browser.open(gallery.page, "#/model/" + gallery.ref(0));
        browser.cdp("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));

        assertThat(browser.texts("pre"))
                .satisfiesExactly(
                        shell -> assertThat(shell)
                                .isEqualTo("audmodel load --repository 'memory:tests#models' " + gallery.ref(0)),
                        java -> assertThat(java)
                                .contains(
                                        "RepositoryAddress.of(\"memory:tests#models\")",
                                        "ModelRef.of(\"" + gallery.ref(0)),
                        python -> assertThat(python)
                                .contains("import audmodel", "audmodel.load(\"" + gallery.ref(0) + "\")"));
        browser.find("button[aria-label='Copy: Python']").click();
        browser.asyncScript("setTimeout(arguments[0], 100)");
        assertThat(browser.find("#status").getDomProperty("textContent")).isEqualTo("Copied: Python");
        assertThat(browser.asyncScript("navigator.clipboard.readText().then(arguments[0])"))
                .isEqualTo("import audmodel\n\nfolder = audmodel.load(\"" + gallery.ref(0) + "\")");
    }

    @Test
    void unknownModel_isSaid() {
        browser.open(gallery.page, "#/model/00000000-1.0.0");
        assertThat(browser.find("main").getText()).contains("No such model", "00000000-1.0.0");
    }

    @Test
    void comparison_marksWhatDiffers_andShowsThatAlone() {
        String link = "#/compare?m=" + gallery.ref(0) + "&m=" + gallery.ref(2) + "&m=" + gallery.gender;
        browser.open(gallery.page, link);

        assertThat(browser.texts("thead code"))
                .containsExactly(gallery.ref(0), gallery.ref(2), gallery.gender.toString());
        assertThat(browser.withText("tr", "Parameter net").getText()).contains("differs", "cnn10", "cnn14");
        assertThat(browser.withText("tr", "Parameter optimizer.name").getText()).contains("differs", "adam", "none");
        assertThat(browser.withText("tr", "File net/weights.txt").getText()).doesNotContain("differs");
        int all = browser.texts("tbody tr").size();
        browser.find("#only").click();
        assertThat(browser.texts("tbody tr")).hasSizeBetween(1, all - 1).allMatch(text -> text.contains("differs"));
        assertThat(browser.link()).endsWith("&only=1");
        assertThat(browser.find("#differences").getText()).matches("\\d+ of " + all + " lines differ\\.");
    }

    @Test
    void comparison_takesNumbersForEqual_thatAre() {
        browser.open(gallery.page, "#/compare?m=" + gallery.ref(0) + "&m=" + gallery.ref(1));

        assertThat(browser.withText("tr", "Parameter layers").getText()).doesNotContain("differs");
        assertThat(browser.withText("tr", "Metadata recall.emodb").getText()).contains("differs", "0.51", "0.52");
    }

    @Test
    void comparison_ofOne_saysHowToChoose() {
        browser.open(gallery.page, "#/compare?m=" + gallery.ref(0) + "&m=unknown");
        assertThat(browser.find("main").getText()).contains("Choose two or more");
    }

    @Test
    void plot_isOverVersions_inTheirOrder() {
        String id = gallery.emotion.get(0).shortId().text();
        browser.open(gallery.page, "#/plot?id=" + id + "&y=meta.recall.emodb");

        assertThat(browser.texts("tbody td:last-child")).containsExactly("0.51", "0.52", "0.6");
        assertThat(browser.texts("svg text").toString()).containsSubsequence("1.0.0", "2.0.0", "10.0.0");
        assertThat(browser.find("svg").getDomAttribute("aria-label"))
                .isEqualTo("meta.recall.emodb of 3 versions, from 0.51 to 0.6");
        Object heights = browser.script(
                "return [...document.querySelectorAll('circle')].map((c) => Number(c.getAttribute('cy')))");
        assertThat((List<?>) heights)
                .hasSize(3)
                .isSortedAccordingTo((a, b) -> Double.compare(((Number) b).doubleValue(), ((Number) a).doubleValue()));
        assertThat(browser.script("return document.querySelectorAll('polyline').length"))
                .isEqualTo(1L);
    }

    @Test
    void plot_isOverModels_andOverWhatIsChosen() {
        browser.open(gallery.page, "#/plot?y=meta.recall.emodb");
        assertThat(browser.texts("tbody th")).containsExactly("gender 1.0.0", "emotion 10.0.0");

        browser.type("#y", "parameters.layers");
        assertThat(browser.texts("tbody td:last-child")).containsExactly("5", "3");
        assertThat(browser.link()).isEqualTo("#/plot?y=parameters.layers");

        browser.type("#y", "meta.note");
        assertThat(browser.find("#plotted").getText()).isEqualTo("None of them has a number at meta.note.");

        browser.withText("#over option", "versions of emotion").click();
        browser.asyncScript("setTimeout(arguments[0], 100)");
        browser.type("#y", "meta.recall.emodb");
        assertThat(browser.texts("tbody th")).containsExactly("emotion 1.0.0", "emotion 2.0.0", "emotion 10.0.0");
    }
}
