package io.audmodel.cli;

import io.audmodel.AudModel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the wait for another process that fetches the same model. */
final class Waiting {

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for another process that fetches the same model; 4 hours by default.")
    private @Nullable Duration time;

    Duration lockTimeout() {
        return time == null ? Duration.ofHours(4) : time;
    }

    AudModel on(AudModel audmodel) {
        return time == null ? audmodel : audmodel.withLockTimeout(time);
    }
}
