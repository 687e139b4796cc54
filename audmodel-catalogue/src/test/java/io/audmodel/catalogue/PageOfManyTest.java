package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.PublishRequest;
import io.audmodel.model.Subgroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of thousands of versions: how long it takes to write, to bring up to date, to open and to search. */
@Tag("one-jdk")
@Tag("reliability")
class PageOfManyTest {

    private static final int VERSIONS = Integer.getInteger("audmodel.catalogue.versions", 250);

    @TempDir
    private Path folder;

    private final Browser browser = Browser.get();

    @Test
    void page_opens_andIsSearched() throws IOException {
        try (Shelf shelf = new Shelf(folder)) {
            for (int i = 0; i < VERSIONS; i++) {
                shelf.publish(request(shelf, i));
            }
            long start = System.nanoTime();
            CatalogueReport first = shelf.write();
            long written = System.nanoTime();
            shelf.reads.clear();
            CatalogueReport second = shelf.write();
            long again = System.nanoTime();
            shelf.publish(request(shelf, VERSIONS));
            CatalogueReport third = shelf.write();

            assertThat(first.read()).isEqualTo(VERSIONS);
            assertThat(second.read()).isZero();
            assertThat(third.read()).isEqualTo(1);
            assertThat(shelf.reads).allMatch(name -> name.contains((VERSIONS + 1) + ".0.0"));
            browser.open(Path.of(second.page()), "");
            Object opened = browser.script("return Number(document.documentElement.dataset.opened)");
            Object painted = browser.asyncScript(
                    "requestAnimationFrame(() => setTimeout(() => arguments[0](Math.round(performance.now()))))");
            browser.follow("#/?meta=recall.emodb>=0.5&param=layers=7");
            int expected = (int) IntStream.rangeClosed(0, VERSIONS)
                    .filter(i -> i % 10 == 7 && recall(i) >= 0.5)
                    .count();
            assertThat(browser.texts(".count").get(0)).startsWith(expected + " version");
            Object searched = browser.asyncScript("""
                    const done = arguments[0];
                    const start = performance.now();
                    addEventListener('hashchange', () => setTimeout(() => done(Math.round(performance.now() - start))));
                    location.hash = '#/?q=model-1&meta=recall.emodb>=0.1&sort=date';
                    """);
            assertThat(browser.console()).isEmpty();
            System.out.printf(
                    "%d versions, %d kB: written in %d ms, again in %d ms; the script had ended after %s ms, the page was shown after %s ms, and a search took %s ms%n",
                    VERSIONS,
                    Files.size(Path.of(third.page())) / 1000,
                    (written - start) / 1_000_000,
                    (again - written) / 1_000_000,
                    opened,
                    painted,
                    searched);
        }
    }

    private static double recall(int i) {
        return (i * 37 % 1000) / 1000.0;
    }

    private static PublishRequest request(Shelf shelf, int i) {
        return shelf.request("model-" + i % 500, (i + 1) + ".0.0")
                .subgroup(Subgroup.of("group-" + i % 20))
                .date(LocalDate.of(2020, 1, 1).plusDays(i % 2000))
                .parameters(Map.of("layers", i % 10, "net", "cnn" + i % 3, "sizes", List.of(64, 32, i)))
                .meta(Map.of(
                        "recall", Map.of("emodb", recall(i), "iemocap", recall(i + 5)),
                        "labels", List.of("anger", "joy", "sadness", "neutral"),
                        "note", "trained on a cluster, run " + i));
    }
}
