package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.testkit.CrashPrefixes.Scenario;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that a client on this backend can die anywhere: a {@link CrashingBackend} stops each writing call at every
 * step that it takes on the backend. Then a fresh client sees the state before or the state after, and repeating the
 * call leads to the latter. Implement it in a test class, as {@link BackendContract}; {@code audmodel-cache} has to be
 * on the class path. Each test reports the number of steps as {@code prefixes}.
 */
public interface CrashPrefixContract {

    /** Opens a new connection, as {@link BackendContract#connect} does. */
    Backend connect();

    @Test
    default void publish_stoppedAnywhere_showsNothingOrAll_andIsCompletedByARepeat(
            @TempDir Path folder, TestReporter reporter) {
        run(folder, reporter, prefixes -> () -> new CrashedPublish(prefixes, false));
    }

    @Test
    default void publish_ofWhatBrokeOffBefore_stoppedAnywhere_isCompletedByARepeat(
            @TempDir Path folder, TestReporter reporter) {
        run(folder, reporter, prefixes -> () -> new CrashedPublish(prefixes, true));
    }

    @Test
    default void setAlias_ofANewAlias_stoppedAnywhere_isCompletedByARepeat(
            @TempDir Path folder, TestReporter reporter) {
        run(folder, reporter, prefixes -> () -> new CrashedAlias(prefixes, false));
    }

    @Test
    default void setAlias_thatMoves_stoppedAnywhere_isCompletedByARepeat(@TempDir Path folder, TestReporter reporter) {
        run(folder, reporter, prefixes -> () -> new CrashedAlias(prefixes, true));
    }

    @Test
    default void removeAlias_stoppedAnywhere_isCompletedByARepeat(@TempDir Path folder, TestReporter reporter) {
        run(folder, reporter, prefixes -> () -> new CrashedRemoval(prefixes));
    }

    @Test
    default void updateMeta_stoppedAnywhere_isOldOrNew_andIsCompletedByARepeat(
            @TempDir Path folder, TestReporter reporter) {
        run(folder, reporter, prefixes -> () -> new CrashedUpdate(prefixes));
    }

    @Test
    default void copy_fromAnotherRepository_stoppedAnywhere_showsNothingOrAll_andIsCompletedByARepeat(
            @TempDir Path folder, TestReporter reporter) {
        run(folder, reporter, prefixes -> () -> new CrashedCopy(prefixes));
    }

    private void run(Path folder, TestReporter reporter, Function<CrashPrefixes, Supplier<Scenario>> scenarios) {
        try (CrashPrefixes prefixes = new CrashPrefixes(this::connect, folder)) {
            int count = prefixes.all(scenarios.apply(prefixes));
            assertThat(count).as("steps").isGreaterThan(3);
            reporter.publishEntry("prefixes", Integer.toString(count));
        }
    }
}
