package io.audmodel.it.kit;

import io.audmodel.AudModelBuilder;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.Backend;
import io.audmodel.backend.artifactory.ArtifactoryBackendProvider;
import io.audmodel.model.Repository;
import java.util.Map;
import java.util.SortedSet;

/**
 * Repositories of an Artifactory.
 *
 * @param variables the credentials of processes
 */
public record ArtifactoryStorage(ArtifactoryStandIn server, Map<String, String> variables) implements Storage {

    public ArtifactoryStorage(ArtifactoryStandIn server) {
        this(server, Map.of());
    }

    @Override
    public Repository create(String name) {
        server.createLocal(name);
        return new Repository("artifactory", server.url().toString(), name);
    }

    @Override
    public Backend connect(Repository repository) {
        return Connections.open(new ArtifactoryBackendProvider(), repository);
    }

    @Override
    public AudModelBuilder addTo(AudModelBuilder builder, Repository repository) {
        return builder.repository(repository);
    }

    @Override
    public SortedSet<String> everything(Repository repository) {
        return server.files(repository.name());
    }
}
