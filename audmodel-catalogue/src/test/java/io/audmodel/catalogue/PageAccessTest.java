package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Everybody can use the page: by axe-core, by keyboard, on narrow screens, in light and dark. */
@Tag("one-jdk")
class PageAccessTest {

    private static final int NARROW = 320;

    @TempDir
    private static Path folder;

    private static Gallery gallery;

    private final Browser browser = Browser.get();

    @BeforeAll
    static void write() {
        gallery = new Gallery(folder);
    }

    /** Links, with the gallery's first ids in place of numbers. */
    static Stream<String> views() {
        return Stream.of(
                "#/",
                "#/?name=*&latest=1&column=meta.recall.emodb&sort=date",
                "#/?param=layers==3",
                "#/?name=nobody",
                "#/model/{2}",
                "#/model/unknown",
                "#/compare?m={0}&m={2}",
                "#/compare",
                "#/plot?y=meta.recall.emodb",
                "#/plot?y=nothing");
    }

    private static String link(String view) {
        return view.replace("{0}", gallery.ref(0)).replace("{2}", gallery.ref(2));
    }

    @ParameterizedTest
    @MethodSource("views")
    void view_hasNoFindingOfAxe_andFitsNarrowScreens(String view) {
        for (String colours : List.of("light", "dark")) {
            browser.open(gallery.page, link(view));
            browser.emulate(colours.equals("light") ? 1200 : NARROW, colours);
            browser.script("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
            browser.asyncScript("setTimeout(arguments[0], 100)");

            assertThat(browser.axe()).as(colours).isEqualTo(List.of());
        }
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .as("nothing but tables and drawings is wider than the screen")
                .isLessThanOrEqualTo(NARROW);
    }

    @Test
    void axe_findsWhatIsWrong() {
        browser.open(gallery.page, "#/");
        browser.script("document.getElementById('q').labels[0].remove()");

        assertThat(browser.axe().toString()).contains("label");
    }

    @Test
    void colours_areTheSystems_orAsChosen() {
        String background = "return getComputedStyle(document.body).backgroundColor";
        browser.open(gallery.page, "#/");
        Object light = browser.script(background);
        browser.emulate(1200, "dark");
        Object dark = browser.script(background);
        assertThat(dark).isNotEqualTo(light);

        browser.find("#theme").sendKeys("light");
        browser.press(Keys.TAB);
        assertThat(browser.script(background)).isEqualTo(light);
    }

    @Test
    void keyboardAlone_reachesAVersion() {
        browser.open(gallery.page, "#/");
        Set<String> reached = new LinkedHashSet<>();
        browser.find("body").sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("main");
        for (int i = 0; i < 40 && !"gender".equals(browser.focused().getText()); i++) {
            browser.press(Keys.TAB);
            reached.add(browser.focused().getTagName());
        }
        assertThat(reached).contains("input", "summary", "button", "a");
        browser.press(Keys.ENTER);
        assertThat(browser.find("h2").getText()).isEqualTo("gender 1.0.0");
    }

    @Test
    void focus_isSeen() {
        browser.open(gallery.page, "#/");
        browser.find("body").sendKeys(Keys.TAB, Keys.TAB, Keys.TAB);

        assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void results_areAnnounced() {
        browser.open(gallery.page, "#/");
        browser.type("#q", "gender");

        assertThat(browser.find("#status[role=status]").getDomProperty("textContent"))
                .isEqualTo("1 version of 4");
    }
}
