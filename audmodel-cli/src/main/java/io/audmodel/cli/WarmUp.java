package io.audmodel.cli;

import io.audmodel.backend.BackendProvider;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has a backend that the arguments or the environment name prepare for its first request on another processor, while this
 * one parses the arguments. What is guessed wrong costs that processor some time, and changes nothing else.
 */
final class WarmUp {

    private static final String VARIABLE = "AUDMODEL_REPOSITORIES";

    /** What asks no repository, though some may be named. */
    private static final Set<String> LOCAL =
            Set.of("--offline", "--help", "-h", "--version", "-V", "help", "completion", "cache", "keygen", "uid");

    private WarmUp() {}

    static void begin(String... arguments) {
        begin(Runtime.getRuntime().availableProcessors(), arguments);
    }

    /** The thread that does it, if anything is to be done. */
    static Optional<Thread> begin(int processors, String... arguments) {
        // Streams would take the first thread longer to link than all of this gains.
        boolean namesBucket = isBucket(System.getenv(VARIABLE));
        boolean isLocal = processors == 1;
        for (String argument : arguments) {
            namesBucket |= isBucket(argument);
            isLocal |= LOCAL.contains(argument);
        }
        if (isLocal || !namesBucket) {
            return Optional.empty();
        }
        Thread thread = new Thread(WarmUp::run, "audmodel-warm-up");
        thread.setDaemon(true);
        thread.start();
        return Optional.of(thread);
    }

    /** Other backends are ready at once. */
    private static boolean isBucket(@Nullable String text) {
        return text != null && text.contains("s3:");
    }

    private static void run() {
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class, WarmUp.class.getClassLoader())) {
            if (provider.names().contains("s3")) {
                provider.warmUp();
            }
        }
    }
}
