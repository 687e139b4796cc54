package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.model.Repository;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the backend of {@code s3:<endpoint>#<bucket>}, also called {@code minio}. The endpoint is a host, with or
 * without a port, or a URL without a path. What is not set in code is taken from the environment and {@code minio.cfg},
 * credentials last from the AWS SDK's default chain, and where that has none, requests go without.
 *
 * <p>Options: {@code access_key}, {@code secret_key}, {@code session_token}; {@code prefix} (folders of the
 * bucket that hold the repository, such as {@code team/models}); {@code addressing} ({@code auto}, {@code path}
 * or {@code virtual}: where requests name the bucket); {@code region}; {@code secure} ({@code true}
 * or {@code false}); {@code connect_timeout}, {@code read_timeout} and {@code request_timeout} (in seconds);
 * {@code max_connections}; {@code conditional_writes} ({@code auto}, {@code all}, {@code create} or {@code none}: what
 * the server is known to keep); {@code sse} ({@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}) and
 * {@code sse_kms_key_id}, {@code storage_class}, {@code request_payer} ({@code requester}): what requests ask for.
 */
public final class S3BackendProvider implements BackendProvider {

    @Override
    public Set<String> names() {
        return Set.of("s3", "minio");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        return S3Backend.of(repository, settings, Optional.empty());
    }
}
