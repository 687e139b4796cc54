package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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

    /** The first format with stack maps, without which a class is verified slowly, and in no archive of classes of later JDKs. */
    @Test
    void classes_haveAtLeastTheFormatOfJava6() throws IOException {
        Map<String, Integer> formats = new TreeMap<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                        in.skipNBytes(6);
                        formats.put(entry.getName(), in.readUnsignedShort());
                    }
                }
            }
        }

        assertThat(formats).containsKey("picocli/CommandLine.class");
        assertThat(formats)
                .allSatisfy((name, format) -> assertThat(format).as(name).isGreaterThanOrEqualTo(50));
    }

    @Test
    void notice_saysWhatWasChanged() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry("META-INF/NOTICE"))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("picocli");
        }
    }
}
