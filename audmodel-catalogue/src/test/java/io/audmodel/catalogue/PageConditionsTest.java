package io.audmodel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.inputs.ConditionCases;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page finds with a condition what the table says, which the tool is tested with too. */
@Tag("one-jdk")
class PageConditionsTest {

    /**
     * Shows the page for each link, and returns for each the names that it lists, or null where it refuses. Chromium ignores
     * changes of the link when there are more than 200 in ten seconds: these are repeated.
     */
    private static final String WALK = """
            const [links, done] = arguments;
            const found = [];
            let again;
            const next = () => {
                clearTimeout(again);
                if (found.length === links.length) return done(found);
                location.hash = links[found.length];
                again = setTimeout(next, 1000);
            };
            addEventListener('hashchange', () => setTimeout(() => {
                found.push(document.querySelector('[role=alert]') ? null
                    : [...document.querySelectorAll('#results td.name')].map((cell) => cell.textContent));
                next();
            }));
            next();
            """;

    @TempDir
    private Path folder;

    private final Browser browser = Browser.get();

    @Test
    void conditions_findWhatTheTableSays() {
        ConditionCases table = ConditionCases.read();
        List<?> found = walk(
                table,
                table.cases().stream().map(ConditionCases.Case::condition).toList());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < table.cases().size(); i++) {
            ConditionCases.Case one = table.cases().get(i);
            Set<String> names = names(found.get(i));
            if (!Objects.equals(names, one.found())) {
                wrong.add(one.condition() + " => " + names + " in place of " + one.found());
            }
        }

        assertThat(found).hasSameSizeAs(table.cases()).hasSizeGreaterThan(200);
        assertThat(wrong).isEmpty();
        assertThat(browser.console()).allMatch(text -> text.contains("Throttling navigation"));
    }

    /** The tool reads these: where the page does not, it has to say so. */
    @Test
    void valuesWithTags_areRefused() {
        ConditionCases table = ConditionCases.read();

        assertThat(walk(table, List.of("three=!!str 3", "int=&a 3"))).hasSize(2).containsOnlyNulls();
        assertThat(browser.find("[role=alert]").getText())
                .contains("which the command line reads and this page does not");
    }

    private List<?> walk(ConditionCases table, List<String> conditions) {
        Serializer yaml = ServiceLoader.load(SerializerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("yaml"))
                .findFirst()
                .orElseThrow()
                .create();
        try (Shelf shelf = new Shelf(folder)) {
            table.documents().forEach((name, text) -> {
                Object meta = yaml.read(text.getBytes(StandardCharsets.UTF_8), name);
                shelf.publish(shelf.request(name, "1.0.0").meta((Map<?, ?>) meta));
            });
            browser.open(Path.of(shelf.write().page()), "");
        }
        List<String> links = conditions.stream()
                .map(condition -> "#/?meta="
                        + URLEncoder.encode(condition, StandardCharsets.UTF_8).replace("+", "%20"))
                .toList();
        return (List<?>) Objects.requireNonNull(browser.asyncScript(WALK, links));
    }

    private static @Nullable Set<String> names(@Nullable Object found) {
        Set<String> names = new TreeSet<>();
        if (found instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return found == null ? null : names;
    }
}
