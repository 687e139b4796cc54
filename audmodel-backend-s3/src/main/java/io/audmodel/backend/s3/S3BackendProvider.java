package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.model.Repository;
import java.util.Set;

/**
 * Makes the backend of {@code s3:<endpoint>#<bucket>}, also called {@code minio}. The endpoint is a host, with or
 * without a port, or a URL without a path. Options: {@code access_key}, {@code secret_key}, {@code session_token},
 * {@code region}, {@code secure} ({@code true} or {@code false}), {@code connect_timeout} and {@code read_timeout} (in
 * seconds), {@code conditional_writes} ({@code all}, {@code create} or {@code none}: what the server is known to keep).
 * What is not set in code is taken from the environment and {@code minio.cfg}, credentials last from the AWS SDK's
 * default chain.
 */
public final class S3BackendProvider implements BackendProvider {

    @Override
    public Set<String> names() {
        return Set.of("s3", "minio");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        S3Config config = S3Config.of(repository, settings);
        Bucket bucket = new Bucket(S3Clients.of(config), repository.name(), repository.toString());
        return new S3Backend(bucket, config.setup(settings), true);
    }
}
