package io.audmodel.cli;

import io.audmodel.backend.BackendProvider;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Has a backend that the arguments or the environment name prepare for its first request on another processor, while this
 * one parses the arguments. What is guessed wrong costs that processor some time, and changes nothing else.
 */
final class WarmUp {

    private static final String VARIABLE = "AUDMODEL_REPOSITORIES";

    /** With what such an address begins. Other backends are ready at once. */
    private static final String BUCKET = "s3:";

    /** What asks no repository, though some may be named. */
    private static final Set<String> LOCAL =
            Set.of("--offline", "--help", "-h", "help", "completion", "cache", "keygen", "uid");

    /** What asks for the version of the tool. Behind a command {@code --version} is that of a model. */
    private static final Set<String> LOCAL_IF_FIRST = Set.of("--version", "-V");

    private WarmUp() {}

    static void begin(String... arguments) {
        begin(Runtime.getRuntime().availableProcessors(), arguments);
    }

    /** The thread that does it, if anything is to be done. */
    static Optional<Thread> begin(int processors, String... arguments) {
        // Streams would take the first thread longer to link than all of this gains.
        String named = System.getenv(VARIABLE);
        boolean isLocal = processors == 1 || arguments.length > 0 && LOCAL_IF_FIRST.contains(arguments[0]);
        for (String argument : arguments) {
            named = argument.contains(BUCKET) ? argument : named;
            isLocal |= LOCAL.contains(argument);
        }
        if (isLocal || named == null || !named.contains(BUCKET)) {
            return Optional.empty();
        }
        String address = named.substring(named.indexOf(BUCKET)).split(",", 2)[0];
        Thread thread = new Thread(() -> prepare(address), "audmodel-warm-up");
        thread.setDaemon(true);
        // What fails here fails again where it is needed, and is reported there.
        thread.setUncaughtExceptionHandler((same, failure) -> {});
        thread.start();
        return Optional.of(thread);
    }

    private static void prepare(String address) {
        Repository repository = RepositoryAddress.of(address).repository();
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class, WarmUp.class.getClassLoader())) {
            if (provider.names().contains(repository.backend())) {
                provider.warmUp(repository);
            }
        }
    }
}
