package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the merged jar has in it. */
class JarTest {

    private static final Path JAR = Tool.CHECKOUT.resolve("audmodel-cli/target/audmodel.jar");

    @TempDir
    private Path folder;

    // Nobody listens on port 1: the backend is there, and says so.
    @ParameterizedTest
    @ValueSource(strings = {"s3:http://localhost:1#bucket", "artifactory:http://localhost:1/artifactory#key"})
    void jar_hasEveryBackend(String repository) {
        new Tool(folder).run("--repository", repository, "exists", "best").failed(3, repository);
    }

    @Test
    void jar_isNoModuleAndIsNotSigned() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("io/audmodel/cli/Main.class", "META-INF/services/io.audmodel.backend.BackendProvider")
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
        }
    }
}
