package io.audmodel.backend.artifactory;

import io.audmodel.backend.support.GuardedBackend;
import io.audmodel.backend.support.Retry;

/** A repository of Artifactory behind the gate: errors of JFrog's client, Apache's and the JDK's end here. */
final class ArtifactoryBackend extends GuardedBackend {

    ArtifactoryBackend(ArtifactoryConfig config) {
        this(config, Retry.standard());
    }

    ArtifactoryBackend(ArtifactoryConfig config, Retry retry) {
        super(config.repository().toString(), new ArtifactoryStore(config, retry));
    }
}
