package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The list in Chromium: words, conditions, order, columns and links. */
@Tag("one-jdk")
class PageListTest {

    private static final String IDS = "#results tbody td.ref";

    @TempDir
    private static Path folder;

    private static Gallery gallery;

    private final Browser browser = Browser.get();

    @BeforeAll
    static void write() {
        gallery = new Gallery(folder);
    }

    @BeforeEach
    void open() {
        browser.open(gallery.page, "");
    }

    @AfterEach
    void nothingIsRefused() {
        assertThat(browser.console()).isEmpty();
    }

    private List<String> refs(String... of) {
        return List.of(of).stream()
                .map(name -> name.equals("gender") ? gallery.gender.toString() : gallery.ref(Integer.parseInt(name)))
                .toList();
    }

    @Test
    void list_hasAllVersions_withTitleAndCounts() {
        assertThat(browser.title()).isEqualTo("Models – Models & more");
        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("0", "1", "2", "gender"));
        assertThat(browser.find("footer").getText()).contains("4 versions of 2 models", "4 aliases");
        assertThat(browser.texts(".count").get(0)).contains("4 versions of 4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q        | GENder                  | gender
            q        | emotion 10.0            | 2
            q        | ben                     | gender
            name     | emo*                    | 0 1 2
            subgroup | speech.*                | gender
            author   | ?en                     | gender
            alias    | *-production            | 2 gender
            param    | layers>3                | gender
            meta     | recall.emodb>=0.52      | 1 2 gender
            """)
    void words_andPatterns_andConditions_filter(String field, String text, String expected) {
        browser.find("form details summary").click();
        browser.type("#" + field, text);

        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs(expected.split(" ")));
        String link = browser.link();
        browser.open(gallery.page, link);
        assertThat(browser.texts(IDS)).as("by the link " + link).containsExactlyElementsOf(refs(expected.split(" ")));
        assertThat(browser.find("#" + field).getDomProperty("value")).isEqualTo(text);
    }

    @Test
    void dates_andLatest_filter() {
        browser.follow("#/?from=2024-02-01&until=2024-09-30");
        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("1", "gender"));

        browser.find("#latest").click();
        browser.asyncScript("setTimeout(arguments[0], 250)");
        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("gender"));
        browser.find("#results details summary").click();
        assertThat(browser.find("#results pre").getText())
                .isEqualTo("audmodel find --from 2024-02-01 --until 2024-09-30 --latest");
    }

    @Test
    void severalConditions_haveToHold_andTheCommandQuotesThem() {
        browser.find("form details summary").click();
        browser.type("#param", "net~cnn*");
        browser.find("#param").sendKeys(Keys.ENTER, "layers<5");
        browser.type("#meta", "note='run 2'");

        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("1"));
        browser.find("#results details summary").click();
        assertThat(browser.find("#results pre").getText())
                .isEqualTo("audmodel find --param 'net~cnn*' --param 'layers<5' --meta 'note='\\''run 2'\\'''");
    }

    @Test
    void wrongCondition_isSaid_andNothingElseBreaks() {
        browser.find("form details summary").click();
        browser.type("#param", "layers==3");
        assertThat(browser.find("[role=alert]").getText())
                .contains("'layers==3' is not a condition", "== compares nothing");

        browser.type("#param", "layers=3");
        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("0", "1", "2"));
    }

    @Test
    void columns_sortInBothDirections_andSayWhich() {
        browser.withText("#results th button", "Date").click();
        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("0", "1", "gender", "2"));
        assertThat(browser.find("th[data-key=date]").getDomAttribute("aria-sort"))
                .isEqualTo("ascending");
        assertThat(browser.focused().getText()).startsWith("Date");

        browser.press(Keys.ENTER);
        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("2", "gender", "1", "0"));
        assertThat(browser.find("th[data-key=date]").getDomAttribute("aria-sort"))
                .isEqualTo("descending");
        assertThat(browser.link()).contains("sort=date", "down=1");
    }

    @Test
    void columnOfAValue_isShown_andSorts_andWhatIsMissingComesLast() {
        browser.find("form details summary").click();
        browser.type("#column", "meta.note");
        browser.withText("#results th button", "meta.note").click();
        assertThat(browser.texts(IDS)).containsExactlyElementsOf(refs("0", "2", "1", "gender"));

        browser.type("#column", "meta.recall.emodb");
        browser.withText("#results th button", "meta.recall.emodb").click();
        browser.withText("#results th button", "meta.recall.emodb").click();
        assertThat(browser.texts("#results tbody td:last-child")).containsExactly("0.9", "0.6", "0.52", "0.51");
        assertThat(browser.link()).contains("column=meta.recall.emodb");
    }

    @Test
    void chosenVersions_areCompared() {
        browser.find("[aria-label='Compare " + gallery.ref(0) + "']").click();
        browser.find("[aria-label='Compare " + gallery.gender + "']").click();
        browser.withText("a", "Compare 2 chosen versions").click();

        assertThat(browser.find("h2").getText()).isEqualTo("Compare");
        assertThat(browser.texts("thead code")).containsExactlyElementsOf(refs("0", "gender"));
        // The choice is kept for the list.
        browser.find("#to-list").click();
        assertThat(browser.find("[aria-label='Compare " + gallery.ref(0) + "']").isSelected())
                .isTrue();
    }
}
