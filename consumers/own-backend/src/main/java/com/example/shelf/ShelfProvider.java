package com.example.shelf;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.model.Repository;
import java.util.Set;

/** Makes backends for repositories {@code shelf:<folder>#<name>}. */
public final class ShelfProvider implements BackendProvider {

    @Override
    public Set<String> names() {
        return Set.of("shelf");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        settings.requireKnown(repository, Set.of());
        return ShelfBackend.of(repository);
    }
}
