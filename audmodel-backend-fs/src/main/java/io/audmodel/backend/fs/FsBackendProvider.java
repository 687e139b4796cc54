package io.audmodel.backend.fs;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Makes the backend of {@code file-system:<folder>#<name>}: the repository is the folder {@code <folder>/<name>}, where
 * a leading {@code ~} stands for the home folder. The option {@link #LOCKS} says how writing processes take turns:
 * {@code system} uses locks of the system (the default; if the file system has none, it works as {@code file}); {@code
 * file} uses a file that only one process can make, for file systems whose locks hang; {@code none} uses no lock, for
 * repositories with one writer at a time.
 */
public final class FsBackendProvider implements BackendProvider {

    /** The option that says how writing processes take turns: {@code system}, {@code file} or {@code none}. */
    public static final String LOCKS = "locks";

    private static final String NAME = "file-system";

    @Override
    public Set<String> names() {
        return Set.of(NAME);
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        FsLock.Way locks = locks(repository, settings);
        try {
            Path host = settings.environment().path(repository.host());
            return new FsBackend(repository.toString(), host.resolve(repository.name()), locks);
        } catch (InvalidPathException | ConfigurationException e) {
            throw new ConfigurationException(
                    repository + " is no folder on this system: name an existing folder before the '#': "
                            + e.getMessage(),
                    e);
        }
    }

    private static FsLock.Way locks(Repository repository, BackendSettings settings) {
        settings.requireKnown(repository, Set.of(LOCKS));
        String value = settings.options().getOrDefault(LOCKS, "system");
        return switch (value) {
            case "system" -> FsLock.Way.SYSTEM;
            case "file" -> FsLock.Way.FILE;
            case "none" -> FsLock.Way.NONE;
            default ->
                throw new ConfigurationException(
                        "'" + value + "' is no value of " + LOCKS + " of " + repository + ": say system, file or none");
        };
    }
}
