package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackFolderTest {

    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private String unwritable = "";

    @BeforeEach
    void begin() throws IOException {
        unwritable = Files.createFile(folder.resolve("file")).resolve("below").toString();
        properties.put("java.io.tmpdir", folder.toString());
        properties.put("user.home", folder.resolve("home").toString());
    }

    private Optional<String> chosen() {
        return UnpackFolder.choose(properties::get, variables::get);
    }

    @Test
    void homeThatIsKnown_needsNoChoice() {
        assertThat(chosen()).isEmpty();
        properties.put("java.io.tmpdir", unwritable);
        assertThat(chosen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "home"})
    void homeThatIsNotKnown_isNotMadeInTheWorkingFolder(String home) {
        properties.put("user.home", home);
        assertThat(chosen()).contains(folder.toString());
        variables.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        assertThat(chosen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "/dev/null/home"})
    void noFolderAtAll_isSaid(String home) {
        properties.put("user.home", home);
        properties.put("java.io.tmpdir", unwritable);
        assertThatThrownBy(this::chosen)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContainingAll(unwritable, home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jna.tmpdir", "jna.boot.library.path", "jna.nounpack"})
    void choiceOfTheUser_stays(String property) {
        properties.put("user.home", "?");
        properties.put("java.io.tmpdir", unwritable);
        properties.put(property, "x");
        assertThat(chosen()).isEmpty();
    }
}
