package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.Retry;
import io.audmodel.model.Repository;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps a repository in a bucket of S3, or of a server that speaks its protocol. Thread-safe. Each object carries its
 * MD5 and its writer as metadata {@code checksum} and {@code owner}, as the reference writes them.
 *
 * <p>Conditions of writes are left to the server ({@code If-None-Match}, {@code If-Match}). One that refuses or ignores
 * them is noticed, and looked after by a check before the write. A revision is the ETag, which most servers derive from
 * the content: an object that was changed and changed back has its old revision again.
 *
 * <p>Content is kept in a temporary file until it is sent, unless it is small, or lies in files already: its MD5 goes
 * ahead of it. What is longer than 16 MB goes in parts, eight at a time. A body that breaks off is read on from there.
 */
public final class S3Backend implements Backend {

    private static final Duration STALL = Duration.ofMinutes(1);

    private final Bucket bucket;
    private final boolean ownsClient;
    private final Setup setup;
    private final S3Errors errors;
    private final Retry retry;
    private final S3Reader reader;
    private final S3Writer writer;
    private final S3Listing listing;
    private volatile boolean closed;

    S3Backend(Bucket bucket, Setup setup, boolean ownsClient) {
        this.bucket = bucket;
        this.setup = setup;
        this.ownsClient = ownsClient;
        this.errors = new S3Errors(bucket.repository());
        this.retry = setup.retry();
        this.reader = new S3Reader(
                bucket, errors, setup, setup.conditions().capabilities().contains(Capability.COMPARE_AND_SET));
        this.writer = new S3Writer(bucket, errors, reader, setup);
        this.listing = new S3Listing(bucket, errors, retry);
    }

    /**
     * Makes the backend that configuration and environment ask for, with an HTTP client of the caller's, who also closes
     * it; its time-outs are its own.
     *
     * @throws io.audmodel.error.ConfigurationException if the settings cannot be understood
     */
    public static S3Backend of(Repository repository, BackendSettings settings, SdkHttpClient http) {
        return of(repository, settings, Optional.of(http));
    }

    /**
     * Makes a backend that uses a client of the caller's, who also closes it. The client should not repeat requests
     * itself: a repeated conditional write may meet its own success and report a loss.
     *
     * @param bucket the bucket's name
     * @param temporaryRoot an existing folder for content on its way
     */
    public static S3Backend of(S3Client client, String bucket, Path temporaryRoot) {
        Setup setup = new Setup(
                ConditionalWrites.AUTO,
                S3Config.owner(Environment.system()),
                temporaryRoot,
                STALL,
                Retry.standard(),
                InstantSource.system());
        return new S3Backend(new Bucket(client, bucket, "s3:" + bucket), setup, false);
    }

    static S3Backend of(Repository repository, BackendSettings settings, Optional<SdkHttpClient> http) {
        S3Config config = S3Config.of(repository, settings);
        Bucket bucket = new Bucket(S3Clients.of(config, http), repository.name(), repository.toString());
        return new S3Backend(bucket, config.setup(settings), true);
    }

    @Override
    public Set<Capability> capabilities() {
        return setup.conditions().capabilities();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        requireOpen("stat", path);
        return reader.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        requireOpen("get", path);
        return reader.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        requireOpen("put", path);
        return writer.put(path, content, mode);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        requireOpen("list", prefix);
        return listing.below(prefix);
    }

    @Override
    public void delete(ObjectPath path) {
        requireOpen("delete", path);
        try {
            retry.run(
                    () -> bucket.client()
                            .deleteObject(delete -> delete.bucket(bucket.name()).key(path.text())),
                    Verdict::again);
        } catch (SdkException e) {
            if (Verdict.of(e) != Verdict.ABSENT) {
                throw errors.translated("delete", path.text(), e);
            }
        }
    }

    @Override
    public URI url(ObjectPath path) {
        return URI.create(bucket.client()
                .utilities()
                .getUrl(url -> url.bucket(bucket.name()).key(path.text()))
                .toString());
    }

    @Override
    public void close() {
        closed = true;
        if (ownsClient) {
            bucket.client().close();
        }
    }

    private void requireOpen(String operation, ObjectPath path) {
        if (closed) {
            throw errors.closed(operation, path);
        }
    }
}
