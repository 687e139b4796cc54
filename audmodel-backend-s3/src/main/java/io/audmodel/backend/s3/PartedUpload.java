package io.audmodel.backend.s3;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.s3.S3Writer.Labels;
import io.audmodel.backend.s3.UploadWorkers.Task;
import io.audmodel.backend.support.Retry;
import io.audmodel.backend.support.Spool;
import io.audmodel.error.AudModelException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends an object in parts, several at a time, each retried alone. Completing the upload makes them an object; closing
 * without that removes them from the server. Memory does not depend on the size, since parts are read from their files.
 */
final class PartedUpload implements AutoCloseable {

    /**
     * The length of parts if that of the content is not known before. Each request costs some milliseconds of processor
     * time.
     */
    static final long PART = 32 << 20;

    private static final long SMALLEST_PART = 8 << 20;
    private static final int FEW_PARTS = 16;
    private static final int MOST_PARTS = 10_000;
    private static final int BLOCK = 64 << 10;
    private static final int FAREWELLS = 5;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final S3Errors errors;
    private final Retry retry;
    private final ObjectPath path;
    private final Spool spool;
    private final PartChecksums checksums;
    private final long length;
    private final long part;
    private @Nullable String id;
    private List<CompletedPart> parts = List.of();
    private volatile boolean isNamedByContent = true;

    PartedUpload(Bucket bucket, S3Errors errors, Retry retry, ObjectPath path, Spool spool, PartChecksums checksums) {
        this.bucket = bucket;
        this.errors = errors;
        this.retry = retry;
        this.path = path;
        this.spool = spool;
        this.checksums = checksums;
        this.length = spool.length().orElseThrow();
        this.part = length <= checksums.part() * MOST_PARTS ? checksums.part() : partLength(length);
    }

    /** Short enough to keep several connections busy, and long enough that there are not more parts than a server takes. */
    static long partLength(long length) {
        long least = (length + MOST_PARTS - 1) / MOST_PARTS;
        long part = Math.max(least, Math.min(PART, length / FEW_PARTS));
        return Math.max(SMALLEST_PART, (part + BLOCK - 1) / BLOCK * BLOCK);
    }

    /** Sends all parts. */
    void send(Labels labels) throws IOException {
        int count = (int) ((length + part - 1) / part);
        try {
            id = retry.run(
                    () -> bucket.client()
                            .createMultipartUpload(create -> create.bucket(bucket.name())
                                    .key(bucket.key(path))
                                    .contentType(labels.type())
                                    .metadata(labels.metadata()))
                            .uploadId(),
                    ErrorClassification::again);
            try (UploadWorkers workers = new UploadWorkers(System::nanoTime, () -> isNamedByContent)) {
                parts = workers.make(IntStream.range(0, count).<Task<CompletedPart>>mapToObj(i -> () -> sent(i)));
            }
        } catch (SdkException e) {
            if (ErrorClassification.of(e) != ErrorClassification.INTERRUPTED) {
                spool.requireUnchanged();
            }
            throw failure(e);
        }
    }

    private CompletedPart sent(int index) throws IOException {
        long from = index * part;
        long count = Math.min(part, length - from);
        Optional<Checksum> known = checksums.of(index, part);
        Checksum checksum = known.isPresent() ? known.get() : digest(from, count);
        String md5 = S3Writer.base64(checksum);
        String etag = retry.run(
                () -> bucket.client()
                        .uploadPart(
                                upload -> upload.bucket(bucket.name())
                                        .key(bucket.key(path))
                                        .uploadId(id)
                                        .partNumber(index + 1)
                                        .contentMD5(md5),
                                S3Writer.body(spool, from, count))
                        .eTag(),
                ErrorClassification::again);
        // Where an ETag tells the content, it does not matter which of two attempts the server took last.
        if (!etag.replace("\"", "").equals(checksum.hex())) {
            isNamedByContent = false;
        }
        return CompletedPart.builder().partNumber(index + 1).eTag(etag).build();
    }

    private Checksum digest(long from, long count) throws IOException {
        MessageDigest digest = Checksum.newDigest();
        byte[] block = new byte[BLOCK];
        try (InputStream in = spool.open(from, count)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return Checksum.ofDigest(digest.digest());
    }

    /** Makes the parts an object; returns its ETag. */
    String complete(PutMode mode, @Nullable String condition) {
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket.name())
                .key(bucket.key(path))
                .uploadId(id)
                .multipartUpload(completed -> completed.parts(parts));
        if (mode.kind() == PutMode.Kind.CREATE) {
            request.ifNoneMatch(condition);
        } else {
            request.ifMatch(condition);
        }
        String etag = bucket.client().completeMultipartUpload(request.build()).eTag();
        id = null;
        return etag;
    }

    /** Removes the parts, even if the thread is interrupted, and if it is unknown whether the parts were completed. */
    @Override
    public void close() {
        String left = id;
        if (left == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (interrupted) {
                leave(left);
            } else {
                retry.run(() -> abort(left, Optional.empty()), ErrorClassification::again);
            }
        } catch (SdkException | AudModelException e) {
            // This is not awaited: the bucket's rule for unfinished uploads removes what is left.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An interrupted thread does not wait for a server that may never answer, and may be interrupted again. */
    private void leave(String left) {
        for (int i = 0; i < FAREWELLS; i++) {
            try {
                abort(left, Optional.of(FAREWELL));
                return;
            } catch (SdkException e) {
                if (!Thread.interrupted()) {
                    return;
                }
            }
        }
    }

    private AbortMultipartUploadResponse abort(String left, Optional<Duration> limit) {
        return bucket.client()
                .abortMultipartUpload(abort -> abort.bucket(bucket.name())
                        .key(bucket.key(path))
                        .uploadId(left)
                        .overrideConfiguration(override -> limit.ifPresent(override::apiCallTimeout)));
    }

    private AudModelException failure(SdkException e) {
        return ErrorClassification.of(e) == ErrorClassification.INTERRUPTED
                ? errors.cancelled("put", path.text(), e)
                : errors.translated("put", path.text(), e);
    }
}
