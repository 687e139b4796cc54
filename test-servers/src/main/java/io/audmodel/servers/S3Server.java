package io.audmodel.servers;

import java.util.Map;

/** A server that speaks the protocol of S3, on a free port of this machine. Thread-safe. */
public interface S3Server extends AutoCloseable {

    /** Such as {@code http://127.0.0.1:40123}. */
    String endpoint();

    String accessKey();

    String secretKey();

    /** Makes an empty bucket. */
    void createBucket(String name);

    /** How a backend of this library gets in, as options of a repository. */
    default Map<String, String> options() {
        return Map.of("access_key", accessKey(), "secret_key", secretKey());
    }

    @Override
    void close();
}
