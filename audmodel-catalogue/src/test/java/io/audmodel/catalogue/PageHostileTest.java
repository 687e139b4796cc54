package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.PublishRequest;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Texts that want to be more than text, in every place of a model where there can be any. */
@Tag("one-jdk")
class PageHostileTest {

    private static final String RUN = "window.hacked = true";

    private static final List<String> MARKUP = List.of(
            "</script><script>" + RUN + "</script>",
            "<!--<script>",
            "<img src=x onerror=\"" + RUN + "\">",
            "<svg onload='" + RUN + "'>",
            "javascript:" + RUN,
            "\"'><iframe srcdoc=\"<script>parent." + RUN + "</script>\">",
            "{{title}} {{{data}}} ${" + RUN + "} #{" + RUN + "}",
            "]]></textarea></title></style><script>" + RUN + "</script>",
            "&lt;script&gt; &#60;b&#62;",
            "__proto__",
            "constructor",
            "\u2028" + RUN + "\u2029" + RUN);

    private static final String TURNED = "safe\u202Egnp.exe\u2066\u200B\uFEFF\u0007\u001B[31m";

    @TempDir
    private static Path folder;

    private static ModelId id;
    private static Path page;

    private final Browser browser = Browser.get();

    @BeforeAll
    static void write() throws IOException {
        Path root = Files.createDirectories(folder.resolve("hostile"));
        Files.writeString(root.resolve("<img src=x onerror=hacked=1>.txt"), "1");
        Files.writeString(root.resolve("cod\u202Ext.exe"), "1");
        Map<String, Object> texts = new LinkedHashMap<>();
        MARKUP.forEach(text -> texts.put(text, text));
        texts.put("turned", TURNED);
        texts.put(TURNED, "value");
        Map<String, Object> meta = new LinkedHashMap<>(texts);
        meta.put("long", "x<b>".repeat(1 << 18));
        meta.put("emoji", "\uD83D\uDE00".repeat(500));
        meta.put("y".repeat(100_000), 1);
        meta.put("many", Collections.nCopies(20_000, 0.5));
        meta.put("recall", 0.5);
        try (Shelf shelf = new Shelf(folder)) {
            id = shelf.publish(PublishRequest.of(root, "hostile", Version.of("1.0.0"))
                    .author(MARKUP.get(0) + TURNED)
                    .parameters(texts)
                    .meta(meta));
            shelf.publish(PublishRequest.of(root, "hostile", Version.of("2.0.0"))
                    .author(MARKUP.get(2))
                    .parameters(texts)
                    .meta(Map.of("recall", 0.6)));
            page = Path.of(Catalogue.of(shelf.client())
                    .title(MARKUP.get(0) + TURNED)
                    .write(shelf.site())
                    .page());
        }
    }

    /** Nothing ran, nothing was asked for, and nothing but our own elements is there. */
    private void requireHarmless() {
        assertThat(browser.script("return window.hacked ?? null")).isNull();
        assertThat(browser.console()).isEmpty();
        assertThat(browser.script("return document.querySelectorAll('img, iframe, object, embed, base').length"))
                .isEqualTo(0L);
        assertThat(browser.script("return document.scripts.length")).isEqualTo(2L);
        assertThat(browser.script("return performance.getEntriesByType('resource').map((one) => one.name)"))
                .isEqualTo(List.of());
        assertThat(browser.script("""
                return [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes])
                    .filter((one) => one.name.startsWith('on') || one.name === 'style').map((one) => one.name)
                """)).isEqualTo(List.of());
    }

    @Test
    void everyView_showsTextsAsTexts() {
        for (String hash : List.of(
                "",
                "#/model/" + id,
                "#/compare?m=" + id + "&m=" + id.toString().replace("1.0.0", "2.0.0"),
                "#/plot?id=" + id.shortId() + "&y=meta.recall",
                "#/model/%3Cimg%20src=x%20onerror=hacked=1%3E",
                "#/?q=%3Cscript%3E&param=%3Cb%3E&sort=__proto__&column=%3Cimg%20src%3E",
                "#/?meta=%3Cimg%20src=x%3E",
                "#/plot?y=%3Cimg%20src=x%3E&id=%3Cb%3E",
                "#/compare?m=%3Cb%3E",
                "#/model/%E0%A4%A",
                "#/<img src=x>")) {
            browser.open(page, hash);
            assertThat(browser.find("h2").getText()).as(hash).isNotBlank();
            requireHarmless();
        }
    }

    @Test
    void markup_isShownAsItIs() {
        browser.open(page, "#/model/" + id);

        String shown = String.valueOf(browser.find("main").getDomProperty("textContent"));
        assertThat(MARKUP.subList(0, MARKUP.size() - 1)).allMatch(shown::contains);
        assertThat(shown).contains("<img src=x onerror=hacked=1>.txt", "U+2028" + RUN);
        requireHarmless();
    }

    @Test
    void whatCannotBeSeen_isShownByItsCode_alsoInTheTitle() {
        browser.open(page, "#/model/" + id);

        String main = String.valueOf(browser.find("main").getDomProperty("textContent"));
        assertThat(main)
                .contains("safeU+202Egnp.exeU+2066U+200BU+FEFFU+0007U+001B[31m", "codU+202Ext.exe")
                .doesNotContain("\u202E", "\u2066", "\u200B", "\u001B");
        assertThat(browser.find("h1").getText()).contains("U+202E");
        assertThat(browser.title()).contains("U+202E").doesNotContain("\u202E");
        // Texts from right to left keep their direction to themselves.
        assertThat(browser.script("return [...document.querySelectorAll('.key > bdi, dd > bdi')].length > 10"))
                .isEqualTo(true);
    }

    @Test
    void longValues_areShownInParts() {
        browser.open(page, "#/model/" + id);
        assertThat(String.valueOf(browser.find("main").getDomProperty("textContent"))
                        .length())
                .isLessThan(250_000);

        browser.withText("button", "show more of 1,048,576 characters").click();
        assertThat(String.valueOf(browser.find("main").getDomProperty("textContent"))
                        .length())
                .isBetween(200_000, 400_000);
        browser.withText("summary", "many (20,000 elements)").sendKeys(Keys.ENTER);
        browser.asyncScript("setTimeout(arguments[0], 100)");
        browser.withText("button", "Show some of 19,900 more").click();
        assertThat(browser.withText("button", "Show some of 19,800 more").isDisplayed())
                .isTrue();
        requireHarmless();
    }

    @Test
    void longValues_areSearched() {
        browser.open(page, "#/?meta=" + "long~*x%3Cb%3Ex%3Cb%3E");
        assertThat(browser.texts("td.ref")).containsExactly(id.toString());

        browser.open(page, "#/?column=meta.long");
        assertThat(browser.texts("#results tbody td:last-child").get(0)).hasSizeLessThan(1000);
    }

    @Test
    void pathsThatJavaScriptKnows_areKeysLikeOthers() {
        browser.open(page, "#/?meta=__proto__%3D__proto__");
        assertThat(browser.texts("td.ref")).containsExactly(id.toString());
        browser.follow("#/?meta=toString!%3D1");
        assertThat(browser.texts("td.ref")).isEmpty();
    }

    /** The second wall: what the script of the page does not do by mistake, the policy does not let it do. */
    @Test
    void policy_refusesMarkupScriptsAndRequests() {
        browser.open(page, "");
        assertThat(browser.asyncScript("""
                const done = arguments[0];
                const refused = [];
                document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
                const attempt = (action) => { try { action(); refused.push('allowed: ' + action); } catch (e) { refused.push(e.name); } };
                attempt(() => { document.body.innerHTML = '<p>markup'; });
                attempt(() => { document.createElement('script').text = '1'; });
                document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }));
                document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/x.png' }));
                fetch('https://example.org/').then(() => refused.push('allowed: fetch'), () => refused.push('fetch'));
                setTimeout(() => done(refused), 500);
                """))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("TypeError", "require-trusted-types-for", "style-src-elem", "img-src", "connect-src", "fetch")
                .noneMatch(text -> text.toString().startsWith("allowed"));
        browser.console();
    }
}
