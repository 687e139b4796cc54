package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.IniGrammar;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.TextGrammar;
import io.audmodel.model.Repository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts and names of repositories, and {@code .artifactory_python.cfg}, that somebody changed. The full run: {@code
 * -Daudmodel.fuzz.text=5000000}.
 */
@Tag("reliability")
@Tag("one-jdk")
class ArtifactoryConfigFuzzTest {

    /** Each file is written first. */
    private static final long EXECUTIONS = Long.getLong("audmodel.fuzz.text", 300_000) / 20;

    private static final String HOST = "https://example.org/artifactory";
    private static final ObjectPath PATH = new ObjectPath("a/b+c.zip");
    private static final List<byte[]> WORDS = bytes(
            "[", "]", "=", ":", "\"", "'", " ", "\n", "\r", "\0", "%", "%%", "/", "//", "@", "?", "#", ";", "é",
            "\uFEFF");

    @TempDir
    private Path folder;

    @Test
    void files_areRead_orRefusedByAnErrorOfOurs() {
        Inputs inputs = new Mutations(new IniGrammar(HOST, List.of("username", "password", "PASSWORD", "x")), WORDS);
        AtomicInteger threads = new AtomicInteger();
        long accepted = new Fuzz(".artifactory_python.cfg", inputs, AudModelException.class).run(EXECUTIONS, () -> {
            Path file = folder.resolve("artifactory" + threads.incrementAndGet() + ".cfg");
            BackendSettings settings = settings(Map.of("ARTIFACTORY_CONFIG_FILE", file.toString()));
            Repository repository = new Repository("artifactory", HOST, "models");
            return input -> {
                Files.write(file, input);
                ArtifactoryConfig.of(repository, settings);
            };
        });
        assertThat(accepted).isGreaterThan(EXECUTIONS / 100);
    }

    /** What is accepted leads to the same server, whatever the repository is called. */
    @Test
    void hostsAndNames_areRead_orRefusedByAnErrorOfOurs() {
        BackendSettings settings = settings(Map.of());
        Inputs hosts = Inputs.oneOf(bytes(HOST, "example.org/artifactory", "http://[::1]:8081/artifactory/"));
        Inputs inputs = new Mutations(Inputs.eitherOf(hosts, new TextGrammar()), WORDS);
        long accepted = new Fuzz("Artifactory host", inputs, AudModelException.class).run(EXECUTIONS, () -> input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            requireOrigin(text, "models", settings);
            requireOrigin(HOST, text, settings);
        });
        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    private static void requireOrigin(String host, String name, BackendSettings settings) {
        Repository repository = new Repository("artifactory", host, name);
        Address address = ArtifactoryConfig.of(repository, settings).address();
        for (URI uri : List.of(address.object(PATH), address.item("", ""), address.item("a", "list"))) {
            if (!address.isOrigin(uri)
                    || !uri.getRawPath().startsWith(address.base().getRawPath() + "/")) {
                throw new IllegalStateException(repository + " leads to " + uri);
            }
        }
    }

    private BackendSettings settings(Map<String, String> variables) {
        return new BackendSettings(Map.of(), Environment.of(variables, folder, "me"), folder);
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
