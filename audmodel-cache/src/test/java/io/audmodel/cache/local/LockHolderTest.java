package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.local.ProcessLock.Held;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only there the system tells who holds a lock")
class LockHolderTest {

    @TempDir
    private Path folder;

    // Arabic has digits of its own, which the file of the system has not.
    @Test
    void holder_isFoundWhateverDigitsTheLocaleHas() throws Exception {
        Path file = folder.resolve("lock");
        Locale before = Locale.getDefault();
        try (Held held = Locking.tryLock(new Flock(), file).orElseThrow()) {
            assertThat(held).isNotNull();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(String.format("%d", 1)).isNotEqualTo("1");
            assertThat(LockHolder.of(file))
                    .get()
                    .asString()
                    .contains("the process " + ProcessHandle.current().pid());
        } finally {
            Locale.setDefault(before);
        }
    }
}
