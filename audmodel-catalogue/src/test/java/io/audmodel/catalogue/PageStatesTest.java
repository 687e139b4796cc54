package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.TrustedKeys;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed, what cannot be read, and more versions than one page of the list has; and the page from a server. */
@Tag("one-jdk")
class PageStatesTest {

    @TempDir
    private static Path folder;

    private static final KeyPair RELEASE = SignatureStatesTest.keys();
    private static final KeyPair OTHER = SignatureStatesTest.keys();

    private static ModelId signed;
    private static ModelId wrong;
    private static ModelId damaged;
    private static String keyHint;
    private static Path page;
    private static Path verified;

    private final Browser browser = Browser.get();

    @BeforeAll
    static void write() {
        try (Shelf shelf = new Shelf(folder)) {
            signed = shelf.publish(shelf.request("signed", "1.0.0").alias(Alias.of("torn")));
            SignatureBundle bundle = SignatureStatesTest.signed(shelf, signed, RELEASE);
            keyHint = bundle.keyHint().orElseThrow();
            shelf.client().signatures(signed).put(bundle.toModelSignature());
            shelf.client().signatures(signed).put(ModelSignature.of("0".repeat(32), new byte[] {'{'}));
            damaged = shelf.publish(shelf.request("damaged", "1.0.0").meta(Map.of("recall", 0.5)));
            overwrite(shelf, ObjectPath.of("_uid", damaged.shortId().text(), "1.0.0", damaged + ".meta.yaml"));
            overwrite(shelf, ObjectPath.of("_alias", "torn", "1.0.0", "torn-1.0.0.alias.yaml"));
            for (int version = 1; version <= 230; version++) {
                shelf.publish(shelf.request("many", version + ".0.0"));
            }
            page = Path.of(shelf.write().page());
            wrong = shelf.publish(shelf.request("wrong", "1.0.0"));
            shelf.client().signatures(wrong).put(bundle.toModelSignature());
            shelf.client()
                    .signatures(signed)
                    .put(SignatureStatesTest.signed(shelf, signed, OTHER).toModelSignature());
            verified = Path.of(Catalogue.of(shelf.client())
                    .trusting(TrustedKeys.of(List.of(RELEASE.getPublic())))
                    .write(folder.resolve("verified"))
                    .page());
        }
    }

    private static void overwrite(Shelf shelf, ObjectPath path) {
        shelf.backend().put(path, Content.of("- torn".getBytes(StandardCharsets.UTF_8)), PutMode.overwrite());
    }

    @AfterEach
    void nothingIsRefused() {
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void signatures_areNamed_andNotCalledVerified() {
        browser.open(page, "#/model/" + signed);

        assertThat(browser.texts(".facts li"))
                .anySatisfy(text -> assertThat(text).isEqualTo("signed, not verified: by key " + keyHint))
                .anySatisfy(text -> assertThat(text).startsWith("a signature that cannot be read: "))
                .hasSize(2);
    }

    @Test
    void verifiedSignatures_areValid_notTrusted_orNotValid_andSayByWhom() {
        browser.open(verified, "#/model/" + signed);
        assertThat(browser.texts(".facts li"))
                .contains("valid: by key " + keyHint)
                .anySatisfy(text -> assertThat(text).startsWith("not trusted: by key "))
                .anySatisfy(text -> assertThat(text).startsWith("a signature that cannot be read: "));
        assertThat(browser.texts(".facts .hint").toString()).contains("Its files are compared when it is loaded");
        assertThat(browser.find("#made").getText()).contains("signatures compared with the key " + keyHint);

        browser.open(verified, "#/model/" + wrong);
        assertThat(browser.texts(".facts li"))
                .singleElement()
                .asString()
                .startsWith("not valid: by key " + keyHint + ", since it is about another model");
        assertThat(browser.texts(".facts .hint")).isEmpty();

        browser.open(verified, "#/compare?m=" + signed + "&m=" + wrong + "&only=1");
        assertThat(browser.texts(".comparison tr").toString())
                .contains("cannot be read, not trusted, valid", "not valid");
    }

    @Test
    void whatCannotBeRead_isSaid_inTheListAndOnItsPage() {
        browser.open(page, "#/?name=damaged");
        assertThat(browser.texts("#results td.name")).containsExactly("damaged cannot be read in full");
        assertThat(browser.texts(".notice").toString()).contains("alias torn cannot be shown");

        browser.open(page, "#/model/" + damaged);
        assertThat(browser.texts("main .notice").toString()).contains(damaged + ": its metadata cannot be shown");
        // A condition on what is not known does not hold.
        browser.follow("#/?name=damaged&meta=recall!=1");
        assertThat(browser.texts("#results td.name")).isEmpty();
    }

    @Test
    void longList_hasPages_byKeysAndByLinks() {
        browser.open(page, "#/?name=many&sort=ref");
        assertThat(browser.texts(".count").get(0)).startsWith("230 versions");
        assertThat(browser.texts("#results td.ref")).hasSize(100);
        assertThat(browser.find(".pages").getText()).contains("Page 1 of 3");

        browser.withText(".pages button", "Next").click();
        browser.withText(".pages button", "Next").click();
        assertThat(browser.texts("#results td.ref")).hasSize(30);
        assertThat(browser.withText(".pages button", "Next").isEnabled()).isFalse();
        assertThat(browser.link()).contains("page=3");
        browser.open(page, browser.link());
        assertThat(browser.texts("#results td.ref")).hasSize(30);
        browser.type("#q", "many");
        assertThat(browser.find(".pages").getText()).contains("Page 1 of 3");
    }

    @Test
    void pageOfAServer_isTheOnlyRequest_andCopiesWithoutAClipboard() throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            byte[] body = Files.readAllBytes(page);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            // By an address that is not this machine's own, a page of http has no clipboard.
            String host = InetAddress.getLocalHost().getHostAddress();
            browser.openAt(
                    "http://" + host + ":" + server.getAddress().getPort() + "/bucket/index.html#/model/" + signed);

            assertThat(browser.find("h2").getText()).isEqualTo("signed 1.0.0");
            browser.find("button[aria-label='Copy: Python']").click();
            browser.asyncScript("setTimeout(arguments[0], 200)");
            assertThat(String.valueOf(browser.find("#status").getDomProperty("textContent")))
                    .containsAnyOf("Copied: Python", "the text is selected");
            assertThat(requests).containsExactly("/bucket/index.html");
        } finally {
            server.stop(0);
        }
    }
}
