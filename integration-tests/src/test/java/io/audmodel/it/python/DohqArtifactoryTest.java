package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.artifactory.standin.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Artifactory client for Python makes of the stand-in. */
@Tag("one-jdk")
class DohqArtifactoryTest {

    @Test
    void standIn_isAnArtifactoryForPython(@TempDir Path folder) throws IOException, InterruptedException {
        Path script = folder.resolve("judge.py");
        try (InputStream source = DohqArtifactoryTest.class.getResourceAsStream("/python/dohq.py")) {
            Files.write(script, source.readAllBytes());
        }
        Path said = folder.resolve("said.txt");
        try (ArtifactoryStandIn server = ArtifactoryStandIn.builder()
                .local("models")
                .user("me", "s3cret")
                .apiKey("me", "AKCkey")
                .accessToken("me", "token")
                .user("reader", "s3cret", Permission.READ)
                .start()) {
            Process process = new ProcessBuilder(
                            PythonInstallation.interpreter(PythonRelease.REFERENCE)
                                    .toString(),
                            "-X",
                            "utf8",
                            script.toString(),
                            server.url().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            assertThat(process.waitFor()).as(() -> read(said)).isZero();
            assertThat(read(said)).endsWith("OK\n");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
