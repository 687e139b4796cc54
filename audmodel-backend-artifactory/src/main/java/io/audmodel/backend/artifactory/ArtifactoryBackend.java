package io.audmodel.backend.artifactory;

import io.audmodel.backend.support.GuardedBackend;
import io.audmodel.backend.support.Retry;

/** A guarded repository of Artifactory: exceptions of JFrog's client, of Apache's and of the JDK end here. */
final class ArtifactoryBackend extends GuardedBackend {

    ArtifactoryBackend(ArtifactoryConfig config) {
        this(config, Retry.standard());
    }

    ArtifactoryBackend(ArtifactoryConfig config, Retry retry) {
        super(config.repository().toString(), new ArtifactoryStore(config, retry));
    }
}
