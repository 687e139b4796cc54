package io.audmodel.it.kit;

import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Backend;
import io.audmodel.model.Repository;
import java.util.Map;
import java.util.SortedSet;

/** A kind of storage that the suites run against. */
public interface Storage {

    /** Makes an empty repository of this name: lower-case letters and digits. */
    Repository create(String name);

    /** Opens a connection, which the caller closes. */
    Backend connect(Repository repository);

    /** Adds a repository to a client, in the way in which users do. */
    AudModelBuilder addTo(AudModelBuilder builder, Repository repository);

    /** What a process needs in its environment to get into the repositories. */
    default Map<String, String> variables() {
        return Map.of();
    }

    /** The paths of all objects, and of whatever else is there. */
    SortedSet<String> everything(Repository repository);
}
