package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.CacheProvider;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessLocksTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path root;

    @Test
    void of_knowsTwoChoices() {
        assertThat(ProcessLocks.of("none")).isInstanceOf(NoLock.class);
        assertThat(ProcessLocks.of("auto")).isNotInstanceOf(NoLock.class);
        assertThatThrownBy(() -> ProcessLocks.of("off"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("io.audmodel.cache.locks")
                .hasMessageContaining("'off'")
                .hasMessageContaining("'none'");
    }

    @Test
    void theProviderIsFound_andTakesAbsolutePathsOnly() {
        CacheProvider provider =
                ServiceLoader.load(CacheProvider.class).findFirst().orElseThrow();

        assertThat(provider.open(root).root()).isEqualTo(root);
        assertThatThrownBy(() -> provider.open(Path.of("relative"))).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing native is loaded on Windows")
    void whereNativeCodeCannotBeLoaded_oneWarningIsGiven_andModelsAreLoaded() throws Exception {
        List<String> noNative = List.of("-Djna.nounpack=true", "-Djna.nosys=true", "-Djna.noclasspath=true");
        String model = root.resolve("3e120e8d/1.0.0").toString();

        assertThat(run(noNative, "load"))
                .as("the two lines of one warning, and the model")
                .hasSize(3)
                .last()
                .isEqualTo(model);
        assertThat(root.resolve("3e120e8d").toFile().list()).containsExactly("1.0.0");
        assertThat(run(noNative, "load")).as("what is here needs no lock").containsExactly(model);
        assertThat(run(List.of(), "find")).containsExactly(model + " false");
    }

    @Test
    void whatIsHereLoadsNoNativeCode() throws Exception {
        run(List.of(), "load");

        assertThat(run(List.of("-Xlog:class+load"), "load"))
                .anyMatch(line -> line.contains(LocalCache.class.getName()))
                .noneMatch(line -> line.contains("com.sun.jna") || line.contains(EntryLock.class.getName()));
    }

    private List<String> run(List<String> flags, String action) throws Exception {
        try (ChildProcess child = new ChildProcess(ChildProcess.jvmCommand(CLASS_PATH, flags, root, action))) {
            return child.remaining();
        }
    }
}
