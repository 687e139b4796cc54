package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.CredentialSource;
import io.audmodel.backend.Environment;
import io.audmodel.model.Repository;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;

/**
 * Makes the backend of {@code s3:<endpoint>#<bucket>}, also called {@code minio}. The endpoint is a host, with or
 * without a port, or a URL without a path. Settings that code does not set come from the environment and {@code
 * minio.cfg}; credentials come at last from the AWS SDK's default chain, and if that has none, requests are sent
 * without credentials.
 *
 * <p>Its options are the constants of this class.
 */
public final class S3BackendProvider implements BackendProvider {

    /** The id of an access key; set it together with {@link #SECRET_KEY}. */
    public static final String ACCESS_KEY = "access_key";

    /** The secret of the access key. Only code can set it; the text of a repository cannot. */
    public static final String SECRET_KEY = "secret_key";

    /** The token of temporary credentials. */
    public static final String SESSION_TOKEN = "session_token";

    /** The folders of the bucket that hold the repository, such as {@code team/models}. */
    public static final String PREFIX = "prefix";

    /** Where requests name the bucket: {@code auto}, {@code path} or {@code virtual}. */
    public static final String ADDRESSING = "addressing";

    /** The region of the bucket, such as {@code eu-north-1}. */
    public static final String REGION = "region";

    /** Whether requests to a host without a scheme use TLS: {@code true} or {@code false}. */
    public static final String SECURE = "secure";

    /** The seconds until a connection is established. */
    public static final String CONNECT_TIMEOUT = "connect_timeout";

    /** The seconds that a connection may be silent. */
    public static final String READ_TIMEOUT = "read_timeout";

    /** The seconds for one request, not counting the body of a download. */
    public static final String REQUEST_TIMEOUT = "request_timeout";

    /** The largest number of open connections: {@link BackendSettings#MAX_CONNECTIONS}. */
    public static final String MAX_CONNECTIONS = BackendSettings.MAX_CONNECTIONS;

    /** How many ranges of an archive one load requests at a time: {@link BackendSettings#LOAD_CONNECTIONS}. */
    public static final String LOAD_CONNECTIONS = BackendSettings.LOAD_CONNECTIONS;

    /**
     * The conditions of writes that the server is known to keep: {@code auto}, {@code all}, {@code create} or {@code
     * none}.
     */
    public static final String CONDITIONAL_WRITES = "conditional_writes";

    /** The encryption of objects: {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}. */
    public static final String SSE = "sse";

    /** The key of KMS that encrypts objects. */
    public static final String SSE_KMS_KEY_ID = "sse_kms_key_id";

    /** The storage class of objects. */
    public static final String STORAGE_CLASS = "storage_class";

    /** {@code requester} if the sender of requests pays, not the owner of the bucket. */
    public static final String REQUEST_PAYER = "request_payer";

    @Override
    public Set<String> names() {
        return Set.of("s3", "minio");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        return S3Backend.of(repository, settings, Optional.empty());
    }

    @Override
    public void warmUp(Repository repository) {
        UnsentRequest.make();
        if (repository.host().startsWith("https:")) {
            // Reads the certificates that Java trusts, once for the process.
            HttpsURLConnection.getDefaultSSLSocketFactory();
        }
    }

    @Override
    public Optional<CredentialSource> credentials(Repository repository, BackendSettings settings) {
        return Optional.of(GivenCredentials.of(repository, settings)
                .map(given -> CredentialSource.found(given.source()))
                .orElseGet(() -> ofChain(settings.environment())));
    }

    private static CredentialSource ofChain(Environment environment) {
        try (CredentialChain chain = new CredentialChain(environment, AwsProfiles.of(environment))) {
            CredentialSource found = chain.source();
            return found.isFound()
                    ? found
                    : CredentialSource.none("MINIO_ACCESS_KEY and MINIO_SECRET_KEY: not set; " + found.where());
        }
    }
}
