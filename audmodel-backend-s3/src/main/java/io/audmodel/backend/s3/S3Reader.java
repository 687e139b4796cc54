package io.audmodel.backend.s3;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.Revision;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Reads objects. */
final class S3Reader {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    /** The largest body of unknown length, which is read into memory to know its length. */
    private static final int LONGEST_OF_UNKNOWN_LENGTH = 16 << 20;

    private static final ByteRange FIRST_BYTE = ByteRange.of(0, 1);

    private final Bucket bucket;
    private final S3Errors errors;
    private final S3Options setup;
    private final Retry retry;
    private final boolean revisions;

    /** @param revisions whether the server compares and sets, so that revisions are needed */
    S3Reader(Bucket bucket, S3Errors errors, S3Options setup, boolean revisions) {
        this.bucket = bucket;
        this.errors = errors;
        this.setup = setup;
        this.retry = setup.retry();
        this.revisions = revisions;
    }

    /** An object that is being read. */
    private record Opened(ResponseInputStream<GetObjectResponse> stream, Extent extent) {}

    /**
     * Sends a GET of one byte: the answer to a HEAD has no body, and so cannot tell a missing bucket from a missing
     * object.
     */
    Optional<ObjectInfo> stat(ObjectPath path) {
        try {
            Opened opened = retry.run(() -> open(path, FIRST_BYTE, Optional.empty()), ErrorClassification::again);
            ObjectInfo info = info(path, opened);
            finish(opened);
            return Optional.of(info);
        } catch (SdkException e) {
            return switch (ErrorClassification.of(e)) {
                case ABSENT -> Optional.empty();
                case RANGE -> empty(path);
                default -> throw errors.translated("stat", path.text(), e);
            };
        }
    }

    ObjectBody get(ObjectPath path, ByteRange range) {
        try {
            return body(path, range, retry.run(() -> open(path, range, Optional.empty()), ErrorClassification::again));
        } catch (SdkException e) {
            throw ErrorClassification.of(e) == ErrorClassification.RANGE && !range.isAll()
                    ? errors.beyond(path, range)
                    : errors.translated("get", path.text(), e);
        }
    }

    /** Sends a HEAD without retries, and throws the SDK's exceptions. */
    HeadObjectResponse ask(ObjectPath path) {
        HeadObjectResponse found =
                bucket.client().headObject(head -> head.bucket(bucket.name()).key(bucket.key(path)));
        if (found.eTag() == null || found.eTag().isBlank()) {
            throw damaged(new IOException("the answer does not tell an object's state"));
        }
        return found;
    }

    /** Servers send times in whole seconds or finer, depending on the request. */
    static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }

    @Nullable
    Revision revision(String etag) {
        return revisions ? new Revision(etag) : null;
    }

    /** A value of an object's metadata; the case of keys does not matter. */
    static Optional<String> metadata(Map<String, String> metadata, String key) {
        return metadata.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A connection whose answer was read to its end can be used again. */
    private static void finish(Opened opened) {
        ResponseInputStream<GetObjectResponse> stream = opened.stream;
        try {
            if (opened.extent.length() <= 1 && stream.read() >= 0 && stream.read() < 0) {
                stream.close();
                return;
            }
        } catch (IOException e) {
            // The byte itself is not needed.
        }
        stream.abort();
    }

    /** The info of an object without a first byte: a GET of the whole object returns it. */
    private Optional<ObjectInfo> empty(ObjectPath path) {
        try (ObjectBody body = get(path, ByteRange.all())) {
            return Optional.of(body.info());
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    /** @param etag the required state of the object */
    private Opened open(ObjectPath path, ByteRange range, Optional<String> etag) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket.name()).key(bucket.key(path));
        if (!range.isAll()) {
            boolean open = range.length() > Long.MAX_VALUE - range.offset();
            request.range("bytes=" + range.offset() + "-" + (open ? "" : range.offset() + range.length() - 1));
        }
        etag.ifPresent(request::ifMatch);
        ResponseInputStream<GetObjectResponse> stream =
                bucket.client().getObject(request.build(), ResponseTransformer.toInputStream());
        try {
            GetObjectResponse answer = stream.response();
            if (answer.eTag() == null || answer.eTag().isBlank() || answer.lastModified() == null) {
                throw new IOException("the answer does not tell an object's state and time");
            }
            Extent extent = Extent.of(answer, range);
            return extent.isKnown() ? new Opened(stream, extent) : counted(stream);
        } catch (IOException e) {
            stream.abort();
            throw damaged(e);
        }
    }

    /** A small object may come in chunks, without a length. */
    private static Opened counted(ResponseInputStream<GetObjectResponse> stream) throws IOException {
        boolean chunked = stream.response()
                .sdkHttpResponse()
                .firstMatchingHeader("Transfer-Encoding")
                .isPresent();
        byte[] bytes = chunked ? stream.readNBytes(LONGEST_OF_UNKNOWN_LENGTH + 1) : new byte[0];
        if (!chunked || bytes.length > LONGEST_OF_UNKNOWN_LENGTH) {
            throw new IOException("the answer does not tell its length");
        }
        stream.close();
        return new Opened(
                new ResponseInputStream<>(
                        stream.response(), AbortableInputStream.create(new ByteArrayInputStream(bytes))),
                new Extent(0, bytes.length, bytes.length));
    }

    private static SdkClientException damaged(IOException how) {
        return SdkClientException.create("damaged answer", how);
    }

    private ObjectBody body(ObjectPath path, ByteRange range, Opened opened) {
        ObjectInfo info = info(path, opened);
        Optional<AudModelException> refusal = Optional.empty();
        if (!range.isAll() && range.offset() >= info.size()) {
            refusal = Optional.of(errors.beyond(path, range));
        } else if (range.lengthWithin(info.size()) != opened.extent.length()) {
            refusal = Optional.of(errors.rangesIgnored(path));
        }
        if (refusal.isPresent()) {
            opened.stream.abort();
            throw refusal.get();
        }
        long end = range.offset() + range.lengthWithin(info.size());
        String etag = opened.stream.response().eTag();
        return new ObjectBody(
                info,
                new BodyStream(position -> rest(path, position, end, etag), opened.stream, range.offset(), end, setup));
    }

    /** Some servers ignore the condition of a read. */
    private ResponseInputStream<GetObjectResponse> rest(ObjectPath path, long position, long end, String etag) {
        Opened rest = open(path, ByteRange.of(position, end - position), Optional.of(etag));
        if (!etag.equals(rest.stream.response().eTag()) || rest.extent.length() != end - position) {
            rest.stream.abort();
            throw SdkException.builder()
                    .message("the object was replaced while it was read")
                    .build();
        }
        return rest.stream;
    }

    private ObjectInfo info(ObjectPath path, Opened opened) {
        GetObjectResponse answer = opened.stream.response();
        return new ObjectInfo(
                path,
                opened.extent.size(),
                seconds(answer.lastModified()),
                checksum(answer.metadata()),
                revision(answer.eTag()));
    }

    /**
     * The checksum that the writer stored. The ETag is no MD5 if a server encrypts, or if the object was sent in parts.
     */
    private static @Nullable Checksum checksum(Map<String, String> metadata) {
        return metadata(metadata, S3Writer.CHECKSUM)
                .filter(noted -> MD5.matcher(noted).matches())
                .map(Checksum::new)
                .orElse(null);
    }
}
