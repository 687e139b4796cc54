package io.audmodel.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user of the tests has set does not reach them, whatever it is. */
class IsolationTest {

    /** The program of a process whose environment would break any client that asked it. */
    static final class Process {

        private Process() {}

        public static void main(String[] arguments) {
            Engine.run(AudModelTestMistakesTest.NoName.class);
            System.exit(Engine.run(Subjects.class).testEvents().succeeded().count() == 1 ? 0 : 1);
        }
    }

    @AudModelTest(storage = RepositoryStorage.FOLDER)
    static class Subjects {

        @Test
        void test(AudModel audmodel, AudModelBuilder builder, TestRepository models) {
            ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0").alias("emotion-production"));
            assertThat(audmodel.load(Alias.of("emotion-production"))).isNotEmptyDirectory();
            assertThat(audmodel.isOffline()).isFalse();
            assertThat(audmodel.header(id).author()).isEqualTo("test");
            try (AudModel another = builder.build()) {
                assertThat(another.repositories()).containsExactly(models.repository());
            }
        }
    }

    @Test
    void tests_inAnEnvironmentThatIsAllWrong_succeed_andLeaveNothing(@TempDir Path home) throws Exception {
        Path temporary = Files.createDirectory(home.resolve("temporary"));
        Files.writeString(Files.createDirectory(home.resolve(".config")).resolve("audmodel.yaml"), "cache_root: [");
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Process.class.getName())
                .inheritIO();
        process.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "LOGNAME",
                        "somebody",
                        "AUDMODEL_OFFLINE",
                        "perhaps",
                        "AUDMODEL_CALL_TIMEOUT",
                        "soon",
                        "AUDMODEL_REPOSITORIES",
                        "none",
                        "AUDMODEL_CACHE_ROOT",
                        "/dev/null"));

        assertThat(process.start().waitFor()).isZero();

        assertThat(left(temporary)).isEmpty();
        assertThat(home.resolve("audmodel")).doesNotExist();
    }

    private static Stream<Path> left(Path folder) throws IOException {
        return Files.list(folder).filter(file -> file.getFileName().toString().startsWith("audmodel"));
    }
}
