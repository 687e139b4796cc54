package io.audmodel.catalogue;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The page: a template with style, script and data. Its content security policy allows this style and this script alone, by
 * their hashes, no request, and no place where text is taken for markup.
 */
final class CataloguePage {

    /** What our pages begin with. */
    static final String MARKER = "<!doctype html><!-- audmodel catalogue -->\n";

    private static final String DATA = "<script type=\"application/json\" id=\"data\">";

    /** The parts of the one script, in an order in which each knows those before it alone. */
    private static final List<String> SCRIPTS = List.of(
            "values.js",
            "scalars.js",
            "conditions.js",
            "elements.js",
            "models.js",
            "list.js",
            "model.js",
            "compare.js",
            "plot.js",
            "main.js");

    private static final Template TEMPLATE =
            Mustache.compiler().escapeHTML(true).strictSections(true).compile(resource("catalogue.html"));

    private final String title;
    private final PageData data;

    CataloguePage(String title, PageData data) {
        this.title = title;
        this.data = data;
    }

    void write(Writer out) throws IOException {
        String style = "\n" + resource("catalogue.css");
        String script = "\n" + script();
        out.write(MARKER);
        Mustache.Lambda inserted = (fragment, into) -> data.write(into);
        try {
            TEMPLATE.execute(
                    Map.of(
                            "title", title,
                            "style", style,
                            "styleHash", hash(style),
                            "script", script,
                            "scriptHash", hash(script),
                            "data", inserted),
                    out);
        } catch (MustacheException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    /** The data of a page that an earlier run wrote. */
    static EarlierPage read(byte[] page) throws IOException {
        byte[] start = DATA.getBytes(StandardCharsets.US_ASCII);
        int from = indexOf(page, start);
        if (from < 0) {
            return EarlierPage.none();
        }
        // No text of the data has this character.
        int end = from;
        while (end < page.length && page[end] != '<') {
            end++;
        }
        return EarlierPage.of(page, from, end - from);
    }

    /** Where the text ends first; -1 if it is not there. */
    private static int indexOf(byte[] page, byte[] text) {
        for (int i = 0; i <= page.length - text.length; i++) {
            int same = 0;
            while (same < text.length && page[i + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                return i + same;
            }
        }
        return -1;
    }

    /** The script, which the parts of it make in one scope. */
    static String script() {
        return SCRIPTS.stream().map(CataloguePage::resource).collect(Collectors.joining("\n"));
    }

    private static String hash(String text) {
        byte[] digest = Checksum.newSha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(CataloguePage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
