package io.audmodel.cli;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.model.Repository;
import java.util.Set;

/** A backend that is not in the tool: repositories {@code shelf:…}, which are empty. */
public final class ShelfProvider implements BackendProvider {

    @Override
    public Set<String> names() {
        return Set.of("shelf");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        return new InMemoryBackend();
    }
}
