package io.audmodel.backend.s3;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.support.AnswerClock;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket, or a part of it, and the client that reaches it.
 *
 * @param late the client
 * @param prefix the beginning of all keys: empty, or ending with a slash
 * @param repository the name of the repository for errors
 * @param unsigned why requests go without credentials, if they do
 * @param clock the clock of the server
 * @param isPlain whether requests go without TLS, and are signed by {@link ChecksumSigning}
 */
record Bucket(
        LateClient late,
        String name,
        String prefix,
        String repository,
        Supplier<Optional<String>> unsigned,
        AnswerClock clock,
        boolean isPlain) {

    Bucket(S3Client client, String name, String prefix, String repository) {
        this(new LateClient(() -> client), name, prefix, repository, Optional::empty, new AnswerClock(), false);
    }

    S3Client client() {
        return late.get();
    }

    String key(ObjectPath path) {
        return prefix + path.text();
    }

    /** What the keys of all objects below the prefix begin with. */
    String keysBelow(ObjectPath path) {
        return path.isRoot() ? prefix : key(path) + "/";
    }

    /**
     * The path of the object with this key, which has to begin with the prefix.
     *
     * @throws io.audmodel.error.InvalidArgumentException if the key is no path of a repository
     */
    ObjectPath path(String key) {
        return new ObjectPath(key.substring(prefix.length())).requireObject();
    }
}
