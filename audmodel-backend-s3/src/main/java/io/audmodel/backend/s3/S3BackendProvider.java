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
 * <p>Its options are the constants of this class.
 */
public final class S3BackendProvider implements BackendProvider {

    /** The id of an access key; together with {@link #SECRET_KEY}. */
    public static final String ACCESS_KEY = "access_key";

    /** The secret of the access key: in code alone, never in a text. */
    public static final String SECRET_KEY = "secret_key";

    /** The token of temporary credentials. */
    public static final String SESSION_TOKEN = "session_token";

    /** The folders of the bucket that hold the repository, such as {@code team/models}. */
    public static final String PREFIX = "prefix";

    /** Where requests name the bucket: {@code auto}, {@code path} or {@code virtual}. */
    public static final String ADDRESSING = "addressing";

    /** The region of the bucket, such as {@code eu-north-1}. */
    public static final String REGION = "region";

    /** {@code true} or {@code false}: whether a host without a scheme is asked by TLS. */
    public static final String SECURE = "secure";

    /** Seconds until a connection stands. */
    public static final String CONNECT_TIMEOUT = "connect_timeout";

    /** Seconds without a byte. */
    public static final String READ_TIMEOUT = "read_timeout";

    /** Seconds for one request, without the body of a download. */
    public static final String REQUEST_TIMEOUT = "request_timeout";

    /** How many connections are open at once at most. */
    public static final String MAX_CONNECTIONS = "max_connections";

    /** What the server is known to keep: {@code auto}, {@code all}, {@code create} or {@code none}. */
    public static final String CONDITIONAL_WRITES = "conditional_writes";

    /** The encryption to ask for: {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}. */
    public static final String SSE = "sse";

    /** The key of KMS to encrypt with. */
    public static final String SSE_KMS_KEY_ID = "sse_kms_key_id";

    /** The storage class to ask for. */
    public static final String STORAGE_CLASS = "storage_class";

    /** {@code requester}: who reads pays. */
    public static final String REQUEST_PAYER = "request_payer";

    @Override
    public Set<String> names() {
        return Set.of("s3", "minio");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        return S3Backend.of(repository, settings, Optional.empty());
    }
}
