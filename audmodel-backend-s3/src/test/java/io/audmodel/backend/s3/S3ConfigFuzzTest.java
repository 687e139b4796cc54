package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.IniGrammar;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.TextGrammar;
import io.audmodel.model.Repository;
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

/** Hosts, and {@code minio.cfg}, that somebody changed. The full run: {@code -Daudmodel.fuzz.text=5000000}. */
@Tag("reliability")
@Tag("one-jdk")
class S3ConfigFuzzTest {

    /** Each file is written first. */
    private static final long EXECUTIONS = Long.getLong("audmodel.fuzz.text", 300_000) / 20;

    private static final List<byte[]> WORDS = Stream.of(
                    "[",
                    "]",
                    "=",
                    ":",
                    "\"",
                    "'",
                    " ",
                    "\n",
                    "\r",
                    "\0",
                    "%",
                    "/",
                    "@",
                    "https://",
                    "true",
                    "0",
                    "é",
                    "\uFEFF")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    @TempDir
    private Path folder;

    @Test
    void files_areRead_orRefusedByAnErrorOfOurs() {
        List<String> keys = List.of(
                "access_key", "secret_key", "ACCESS_KEY", "secure", "connect_timeout", "read_timeout", "region", "x");
        Inputs inputs = new Mutations(new IniGrammar("localhost:9000", keys), WORDS);
        AtomicInteger threads = new AtomicInteger();
        long accepted = new Fuzz("minio.cfg", inputs, AudModelException.class).run(EXECUTIONS, () -> {
            Path file = folder.resolve("minio" + threads.incrementAndGet() + ".cfg");
            BackendSettings settings = settings(Map.of("MINIO_CONFIG_FILE", file.toString()));
            Repository repository = new Repository("s3", "localhost:9000", "models");
            return input -> {
                Files.write(file, input);
                S3Config.of(repository, settings);
            };
        });
        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    @Test
    void hosts_areRead_orRefusedByAnErrorOfOurs() {
        BackendSettings settings =
                settings(Map.of("MINIO_CONFIG_FILE", folder.resolve("none").toString()));
        Inputs hosts = Inputs.oneOf(Stream.of(
                        "localhost:9000",
                        "https://s3.eu-north-1.amazonaws.com",
                        "http://[::1]:9000/",
                        "example.org",
                        "bucket.vpce-1-2.s3.us-east-1.vpce.amazonaws.com",
                        "x.s3-accesspoint.eu-west-1.amazonaws.com")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
        Inputs inputs = new Mutations(Inputs.eitherOf(hosts, new TextGrammar()), WORDS);
        long accepted = new Fuzz("S3 host", inputs, AudModelException.class)
                .run(
                        EXECUTIONS,
                        () -> input -> S3Config.of(
                                new Repository("s3", new String(input, StandardCharsets.UTF_8), "models"), settings));
        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    private BackendSettings settings(Map<String, String> variables) {
        return new BackendSettings(Map.of(), Environment.of(variables, folder, "me"), folder);
    }
}
