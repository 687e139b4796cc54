package io.audmodel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> WORDS = List.of("cache_root", "repositories", "load");

    @ParameterizedTest
    @CsvSource({
        "cache-root,   cache_root",
        "cacheRoot,    cache_root",
        "CACHE_ROOT,   cache_root",
        "chache_root,  cache_root",
        "cache_roots,  cache_root",
        "repository,   repositories",
        "repositorys,  repositories",
        "reposiories,  repositories",
        "laod,         load",
        "lod,          load",
        "loadd,        load",
        "cache,        ",
        "verbose,      ",
        "'',           "
    })
    void nearest_isTheWordThatWasMeant(String text, String expected) {
        assertThat(Spelling.nearest(text, WORDS).orElse(null)).isEqualTo(expected);
    }
}
