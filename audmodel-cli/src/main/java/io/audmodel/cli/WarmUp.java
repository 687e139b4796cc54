package io.audmodel.cli;

import io.audmodel.backend.BackendProvider;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Has a backend that the arguments or the environment name prepare for its first request on another processor, while this
 * one parses the arguments. What is guessed wrong costs that processor some time, and changes nothing else.
 */
final class WarmUp {

    private static final String VARIABLE = "AUDMODEL_REPOSITORIES";

    /** Other backends are ready at once. */
    private static final String BACKEND = "s3";

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
        String variable = System.getenv(VARIABLE);
        boolean namesBucket = names(BACKEND + ":", variable);
        boolean usesTls = names(BACKEND + ":https:", variable);
        boolean isLocal = processors == 1;
        for (String argument : arguments) {
            namesBucket |= names(BACKEND + ":", argument);
            usesTls |= names(BACKEND + ":https:", argument);
            isLocal |= LOCAL.contains(argument);
        }
        if (isLocal || !namesBucket) {
            return Optional.empty();
        }
        boolean withTls = usesTls;
        Thread thread = new Thread(() -> prepare(withTls), "audmodel-warm-up");
        thread.setDaemon(true);
        // What fails here fails again where it is needed, and is reported there.
        thread.setUncaughtExceptionHandler((same, failure) -> {});
        thread.start();
        return Optional.of(thread);
    }

    private static boolean names(String address, @Nullable String text) {
        return text != null && text.contains(address);
    }

    private static void prepare(boolean withTls) {
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class, WarmUp.class.getClassLoader())) {
            if (provider.names().contains(BACKEND)) {
                provider.warmUp();
            }
        }
        if (withTls) {
            // Reads the certificates that Java trusts, once for the process.
            HttpsURLConnection.getDefaultSSLSocketFactory();
        }
    }
}
