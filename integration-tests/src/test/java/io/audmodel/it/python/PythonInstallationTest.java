package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class PythonInstallationTest {

    private static final List<String> PACKAGES = List.of("audmodel==1.4.1");

    private final AtomicInteger tries = new AtomicInteger();

    @TempDir
    private Path target;

    private Path once(PythonInstallation.Installer installer) {
        return PythonInstallation.once(target, "python", PACKAGES, (made, log) -> {
            tries.incrementAndGet();
            installer.install(made, log);
        });
    }

    @Test
    void environmentThatCannotBeMade_isTriedOnce_saysWhyToAll_andLeavesNoFolder() throws IOException {
        for (int test = 0; test < 3; test++) {
            assertThatThrownBy(() -> once((made, log) -> {
                        Files.writeString(made.resolve("half"), "done");
                        throw new IOException("no PyPI");
                    }))
                    .hasMessageContainingAll("audmodel==1.4.1", "no PyPI");
        }
        assertThat(tries).hasValue(1);
        try (Stream<Path> left = Files.list(target)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void environment_isMadeOnce() {
        Path first = once((made, log) -> Files.writeString(made.resolve("whole"), "done"));
        assertThat(first.resolve("whole")).exists();
        assertThat(once((made, log) -> Files.writeString(made.resolve("whole"), "done")))
                .isEqualTo(first);
        assertThat(tries).hasValue(1);
    }
}
