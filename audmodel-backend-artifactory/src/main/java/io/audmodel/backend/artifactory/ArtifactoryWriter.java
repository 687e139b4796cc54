package io.audmodel.backend.artifactory;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.support.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.http.client.methods.HttpDelete;

/** Stores and deletes objects. */
final class ArtifactoryWriter {

    private final Requests calls;
    private final RetryPolicy retryPolicy;
    private final ArtifactoryReader reader;
    private final Path temporaryRoot;

    ArtifactoryWriter(Requests calls, RetryPolicy retryPolicy, ArtifactoryReader reader, Path temporaryRoot) {
        this.calls = calls;
        this.retryPolicy = retryPolicy;
        this.reader = reader;
        this.temporaryRoot = temporaryRoot;
    }

    ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        if (Thread.currentThread().isInterrupted()) {
            throw calls.errors().cancelled("put", path.text(), null);
        }
        if (mode.kind() == PutMode.Kind.REPLACE) {
            throw calls.errors().noConditions(path);
        }
        MessageDigest sha1 = digest("SHA-1");
        MessageDigest sha256 = digest("SHA-256");
        try (Spool spool = Spool.of(path, content, temporaryRoot, sha1, sha256)) {
            Payload payload = new Payload(spool, hex(sha1), hex(sha256));
            return new Deployment(calls, reader, path, payload, mode.kind() == PutMode.Kind.CREATE).run(retryPolicy);
        } catch (IOException e) {
            throw calls.errors().unreadable(path, e);
        }
    }

    /** Artifactory deletes a folder with all its content, so this makes sure that the path is an object. */
    void delete(ObjectPath path) {
        if (reader.stat("delete", path).isPresent()) {
            retryPolicy.run(() -> {
                remove(path);
                return path;
            });
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void remove(ObjectPath path) {
        HttpDelete delete = new HttpDelete(calls.address().object(path));
        try (Answer answer = calls.send("delete", path.text(), delete)) {
            if (answer.status() == 404) {
                answer.text();
                calls.requireRepository("delete", path.text());
            } else if (answer.status() / 100 != 2) {
                throw calls.errors().refused("delete", path.text(), answer);
            } else {
                answer.text();
                // Artifactory answers 204; a page of another server deletes nothing.
                if (answer.status() != 204 && reader.stat("delete", path).isPresent()) {
                    throw calls.errors().undeleted(path, answer.status());
                }
            }
        }
    }
}
