package io.audmodel.backend.fs;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.Repository;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the backend of {@code file-system:<folder>#<name>}: the repository is the folder {@code <folder>/<name>}, where
 * a leading {@code ~} stands for the home folder. It has no options.
 */
public final class FsBackendProvider implements BackendProvider {

    private static final String NAME = "file-system";

    @Override
    public Set<String> names() {
        return Set.of(NAME);
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        if (!settings.options().isEmpty()) {
            throw new ConfigurationException("the backend " + NAME + " of " + repository + " has no options: remove "
                    + new TreeSet<>(settings.options().keySet()));
        }
        try {
            Path host = settings.environment().path(repository.host());
            return new FsBackend(repository.toString(), host.resolve(repository.name()));
        } catch (InvalidPathException | ConfigurationException e) {
            throw new ConfigurationException(
                    repository + " is no folder on this system: name an existing folder before the '#'", e);
        }
    }
}
