package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.ModelQuery;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Models with everything that the publish of the Python package takes, objects of its own among it: what Python can load
 * can be loaded here. {@code -Daudmodel.widest.models=2000} asks for more of them, {@code -Daudmodel.random.seed} for others.
 */
@Tag("python")
@Tag("one-jdk")
interface WidestPythonSuite extends BesidePython {

    int COUNT = Integer.getInteger("audmodel.widest.models", 60);

    /** Not in a time zone that Java has not, more than 18 hours from UTC: of those the moment is kept, and not the day. */
    Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?!.*[+-](?:1[89]|2[0-9]):[0-9]{2}).*", Pattern.DOTALL);

    /** What Python published, and answers itself. */
    record Published(Map<?, ?> facts) {

        boolean isLoadedByPython() {
            return Boolean.TRUE.equals(facts.get("loads"));
        }

        ModelRef ref() {
            return ModelRef.of((String) facts.get("uid"));
        }

        @Nullable
        String text(String name) {
            return (String) facts.get(name);
        }
    }

    @Test
    default void whatPythonPublishesAndLoads_isLoadedHere(Workshop workshop) {
        AudModel client = workshop.client();
        List<Published> all = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try (Python python = python(workshop)) {
            List<?> answers = (List<?>) python.call(
                    "widest_models",
                    RandomModelsSuite.SEED,
                    COUNT,
                    workshop.fresh("models").toString());
            answers.forEach(each -> all.add(new Published((Map<?, ?>) each)));
        }
        List<Published> loaded =
                all.stream().filter(Published::isLoadedByPython).toList();
        for (Published model : loaded) {
            try {
                compare(client, model);
            } catch (AudModelException e) {
                refused.add(e.getMessage() + " of " + model.text("shown"));
            }
        }
        assertThat(refused)
                .as("refused of %d, seed %d", loaded.size(), RandomModelsSuite.SEED)
                .isEmpty();
        assertThat(loaded).hasSizeGreaterThan(COUNT / 2);
        assertThat(client.find(ModelQuery.all()).map(found -> found.ref().toString()))
                .containsAll(
                        loaded.stream().map(model -> model.ref().toString()).toList());
    }

    private static void compare(AudModel client, Published model) {
        String shown = model.text("shown");
        assertThat(FileTree.of(client.load(model.ref()))).as(shown).isEqualTo(FileTree.of(Path.of(model.text("root"))));
        assertThat(client.verify(model.ref()).damages())
                .as(shown)
                .noneMatch(damage -> damage.what().contains("another model"));
        assertThat(client.header(model.ref()).name()).as(shown).isEqualTo(model.text("name"));
        assertThat(client.exists(model.ref())).as(shown).isTrue();
        answersOrSaysWhy(() -> client.header(model.ref()).author(), model.text("author"), shown);
        String date = model.text("date");
        String day = date != null && DAY.matcher(date).matches() ? date.substring(0, 10) : null;
        answersOrSaysWhy(() -> client.header(model.ref()).date().toString(), day, shown);
        answersOrSaysWhy(() -> client.parameters(model.ref()).getClass().getSimpleName(), null, shown);
        answersOrSaysWhy(() -> client.meta(model.ref()).getClass().getSimpleName(), null, shown);
    }

    /** What only Python has an object for is said to be so; whatever is answered is what Python answers. */
    private static void answersOrSaysWhy(Supplier<String> call, @Nullable String expected, String shown) {
        try {
            String answer = call.get();
            if (expected != null) {
                assertThat(answer).as(shown).isEqualTo(expected);
            }
        } catch (CorruptContentException e) {
            assertThat(e.getMessage())
                    .as(shown)
                    .containsPattern("never instantiated|has to be|no mapping|must be a scalar|no day|half a surrogate"
                            + "|nested deeper|has no end|no such");
        }
    }
}
