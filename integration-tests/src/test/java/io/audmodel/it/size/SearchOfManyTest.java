package io.audmodel.it.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.Jvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM with a small heap searches in repositories that list more models than it could keep the keys of: {@code
 * -Daudmodel.search.models=1000000 -Daudmodel.search.heap=64}.
 */
@Tag("reliability")
@Tag("one-jdk")
class SearchOfManyTest {

    private static final int MODELS = Integer.getInteger("audmodel.search.models", 40_000);
    private static final int HEAP = Integer.getInteger("audmodel.search.heap", 20);
    private static final int LETTERS = 200;

    @TempDir
    private Path folder;

    @Test
    void modelOfManyInSeveralRepositories_isFound_andTheLatestOfAllIsFound_orRefused() {
        try (Jvm jvm = new Jvm.Launch(folder)
                .program(SearchOfMany.class)
                .flag("-Xmx" + HEAP + "m")
                .start(folder, MODELS, LETTERS)) {
            String found = "[" + SearchOfMany.id(MODELS - 1, "1.0.0-" + "a".repeat(LETTERS)) + "]";
            assertThat(jvm.ask("all")).isEqualTo(found);
            assertThat(jvm.ask("latest"))
                    .matches(answer ->
                            answer.equals(found) || answer.startsWith("LimitExceededException this JVM has no memory"));
        }
    }
}
