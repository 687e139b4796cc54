package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --cached-if-unavailable}, while the folder of the only repository is away. */
@Tag("one-jdk")
class OutageCommandsTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;

    @BeforeEach
    void publish() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
        try (AudModel audmodel = tool.client()) {
            audmodel.setAlias(Alias.of("live"), id);
            audmodel.load(Alias.of("live"));
        }
    }

    @Test
    void cachedModel_isLoadedAndResolved_andSaidToBeStale() throws IOException {
        Outcome before = tool.runProcess("resolve", "live", "--json", "--cached-if-unavailable")
                .succeeded();
        assertThat(before.out()).contains("\"ref\": \"" + id + "\"", "\"stale\": false", "\"staleSince\": null");

        Files.move(tool.host(), folder.resolve("away"));

        Outcome resolved = tool.runProcess("resolve", "live", "--json", "--cached-if-unavailable");
        assertThat(resolved.status()).isZero();
        assertThat(resolved.out()).contains("\"ref\": \"" + id + "\"", "\"stale\": true", "\"staleSince\": \"2");
        assertThat(resolved.err()).contains("no repository answers what live is", id.toString());

        Outcome loaded = tool.runProcess("load", "live", "--cached-if-unavailable");
        assertThat(loaded.status()).isZero();
        assertThat(Path.of(loaded.out().strip())).startsWith(tool.cache()).isDirectory();
        assertThat(loaded.err()).contains("no repository answers what live is");
    }

    @Test
    void withoutTheOption_orWithoutTheModel_theOutageIsAnError() throws IOException {
        Files.move(tool.host(), folder.resolve("away"));

        tool.runProcess("load", "live").failed(ExitStatus.FAILED, tool.host().toString());
        tool.runProcess("load", "other", "--cached-if-unavailable")
                .failed(ExitStatus.FAILED, "the cache does not help", "has seen it");
    }
}
