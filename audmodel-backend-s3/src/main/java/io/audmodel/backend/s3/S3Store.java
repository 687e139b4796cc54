package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PreparedContent;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.support.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** The methods of the port on a bucket. Known exceptions of the SDK become errors of this library. */
final class S3Store implements Backend {

    private final Bucket bucket;
    private final S3Errors errors;
    private final Retry retry;
    private final Conditions conditions;
    private final S3Reader reader;
    private final S3Writer writer;
    private final S3Listing listing;

    S3Store(Bucket bucket, S3Options setup) {
        this.bucket = bucket;
        this.errors = new S3Errors(bucket);
        this.retry = setup.retry();
        this.conditions = new Conditions(bucket, setup.conditions());
        // Revisions are also reported if writes are checked by this backend, unless the server was configured as
        // unable.
        boolean revisions = conditions.capabilities().contains(Capability.COMPARE_AND_SET);
        this.reader = new S3Reader(bucket, errors, setup, revisions);
        this.writer = new S3Writer(bucket, errors, reader, conditions, setup);
        this.listing = new S3Listing(bucket, errors, retry);
    }

    @Override
    public Set<Capability> capabilities() {
        return conditions.capabilities();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return reader.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        return reader.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return writer.put(path, content, mode);
    }

    @Override
    public Optional<PreparedContent> prepare(ObjectPath path, Content content) {
        return writer.prepare(path, content);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return listing.below(prefix);
    }

    @Override
    public void delete(ObjectPath path) {
        try {
            retry.run(
                    () -> bucket.client()
                            .deleteObject(delete -> delete.bucket(bucket.name()).key(bucket.key(path))),
                    ErrorClassification::again);
        } catch (SdkException e) {
            if (ErrorClassification.of(e) != ErrorClassification.ABSENT) {
                throw errors.translated("delete", path.text(), e);
            }
        }
    }

    @Override
    public URI url(ObjectPath path) {
        return URI.create(bucket.client()
                .utilities()
                .getUrl(url -> url.bucket(bucket.name()).key(bucket.key(path)))
                .toString());
    }

    @Override
    public Optional<Duration> clockAhead() {
        return bucket.clock().ahead();
    }

    @Override
    public Optional<Duration> latency() {
        return bucket.clock().latency();
    }

    @Override
    public void close() {
        bucket.late().close();
    }
}
