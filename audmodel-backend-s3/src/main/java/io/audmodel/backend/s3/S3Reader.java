package io.audmodel.backend.s3;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.Revision;
import io.audmodel.error.AudModelException;
import io.audmodel.model.Checksum;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Reads objects. */
final class S3Reader {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final ByteRange FIRST_BYTE = ByteRange.of(0, 1);

    private final Bucket bucket;
    private final S3Errors errors;
    private final Retry retry;
    private final boolean revisions;
    private volatile boolean bucketSeen;

    /** @param revisions whether the server compares and sets, so that revisions are of use */
    S3Reader(Bucket bucket, S3Errors errors, Retry retry, boolean revisions) {
        this.bucket = bucket;
        this.errors = errors;
        this.retry = retry;
        this.revisions = revisions;
    }

    /** The answer to a HEAD does not say whether object or bucket is missing; that to a GET does, so it comes first. */
    Optional<ObjectInfo> stat(ObjectPath path) {
        return bucketSeen ? head(path) : firstByte(path);
    }

    ObjectBody get(ObjectPath path, ByteRange range) {
        try {
            ResponseInputStream<GetObjectResponse> stream = retry.run(() -> open(path, range));
            bucketSeen = true;
            return body(path, range, stream);
        } catch (SdkException e) {
            throw errors.translated("get", path.text(), e);
        }
    }

    /** Asks for an object without repeating the request, and throws what the SDK throws. */
    HeadObjectResponse ask(ObjectPath path) {
        return bucket.client().headObject(head -> head.bucket(bucket.name()).key(path.text()));
    }

    /** Times come in whole seconds or finer, depending on the request. */
    static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }

    @Nullable
    Revision revision(String etag) {
        return revisions ? new Revision(etag) : null;
    }

    /** A value of the metadata of an object, whatever the server makes of upper and lower case. */
    static Optional<String> metadata(Map<String, String> metadata, String key) {
        return metadata.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<ObjectInfo> head(ObjectPath path) {
        try {
            HeadObjectResponse answer = retry.run(() -> ask(path));
            return Optional.of(new ObjectInfo(
                    path,
                    answer.contentLength(),
                    seconds(answer.lastModified()),
                    checksum(answer.metadata()),
                    revision(answer.eTag())));
        } catch (SdkException e) {
            if (Verdict.of(e) == Verdict.ABSENT) {
                return Optional.empty();
            }
            throw errors.translated("stat", path.text(), e);
        }
    }

    private Optional<ObjectInfo> firstByte(ObjectPath path) {
        try {
            ResponseInputStream<GetObjectResponse> stream = retry.run(() -> open(path, FIRST_BYTE));
            stream.abort();
            bucketSeen = true;
            return Optional.of(info(path, stream.response()));
        } catch (SdkException e) {
            return switch (Verdict.of(e)) {
                case ABSENT -> {
                    bucketSeen = true;
                    yield Optional.empty();
                }
                // An empty object has no first byte.
                case RANGE -> head(path);
                default -> throw errors.translated("stat", path.text(), e);
            };
        }
    }

    private ResponseInputStream<GetObjectResponse> open(ObjectPath path, ByteRange range) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket.name()).key(path.text());
        if (!range.isAll()) {
            boolean open = range.length() > Long.MAX_VALUE - range.offset();
            request.range("bytes=" + range.offset() + "-" + (open ? "" : range.offset() + range.length() - 1));
        }
        return bucket.client().getObject(request.build(), ResponseTransformer.toInputStream());
    }

    private ObjectBody body(ObjectPath path, ByteRange range, ResponseInputStream<GetObjectResponse> stream) {
        ObjectInfo info = info(path, stream.response());
        Optional<AudModelException> refusal = Optional.empty();
        if (!range.isAll() && range.offset() >= info.size()) {
            refusal = Optional.of(errors.beyond(path, range));
        } else if (range.lengthWithin(info.size()) != stream.response().contentLength()) {
            refusal = Optional.of(errors.rangesIgnored(path));
        }
        if (refusal.isPresent()) {
            stream.abort();
            throw refusal.get();
        }
        return new ObjectBody(info, new BodyStream(stream, stream.response().contentLength()));
    }

    private ObjectInfo info(ObjectPath path, GetObjectResponse answer) {
        String range = answer.contentRange();
        long size = range == null || range.endsWith("/*")
                ? answer.contentLength()
                : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
        return new ObjectInfo(
                path, size, seconds(answer.lastModified()), checksum(answer.metadata()), revision(answer.eTag()));
    }

    /** What its writer noted. The ETag is no MD5 where a server encrypts, or the object came in parts. */
    private static @Nullable Checksum checksum(Map<String, String> metadata) {
        return metadata(metadata, S3Writer.CHECKSUM)
                .filter(noted -> MD5.matcher(noted).matches())
                .map(Checksum::new)
                .orElse(null);
    }
}
