package io.audmodel.backend.s3;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.s3.PartChecksums.Kind;
import io.audmodel.backend.s3.S3Writer.Labels;
import io.audmodel.backend.s3.UploadWorkers.Task;
import io.audmodel.backend.support.Retry;
import io.audmodel.backend.support.Spool;
import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Sends an object in parts, several at a time, each retried alone. Completing the upload makes them an object; closing
 * without that removes them from the server. Memory does not depend on the size, since parts are read from their files.
 */
final class PartedUpload implements AutoCloseable {

    /**
     * The length of parts if that of the content is not known before. Each request costs some milliseconds of processor
     * time, and each connection has a rate of its own.
     */
    static final long PART = 16 << 20;

    private static final long SMALLEST_PART = 8 << 20;
    private static final int FEW_PARTS = 16;
    private static final int MOST_PARTS = 10_000;
    private static final int BLOCK = 64 << 10;
    private static final int FAREWELLS = 5;

    /** What servers answer that do not know the name of a checksum. */
    private static final Set<ErrorClassification> REFUSALS =
            EnumSet.of(ErrorClassification.UNSUPPORTED, ErrorClassification.OTHER);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final S3Errors errors;
    private final Retry retry;
    private final int connections;
    private final ObjectPath path;
    private final Spool spool;
    private final PartChecksums checksums;
    private final PartChecks checks;
    private final long length;
    private final long part;
    private @Nullable String id;
    private List<CompletedPart> parts = List.of();
    private Kind checked = Kind.MD5;

    /** A part whose ETag was not compared with its MD5. */
    private volatile @Nullable CompletedPart sample;

    private boolean isSampled;
    private volatile boolean isNamedByContent = true;

    PartedUpload(
            Bucket bucket, S3Errors errors, S3Options setup, ObjectPath path, ReadContent read, PartChecks checks) {
        this.bucket = bucket;
        this.errors = errors;
        this.retry = setup.retry();
        this.connections = setup.connections();
        this.path = path;
        this.spool = read.spool();
        this.checksums = read.checksums();
        this.checks = checks;
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
            id = begun(labels);
            try (UploadWorkers workers =
                    new UploadWorkers(part, connections, System::nanoTime, this::isNamedByContent)) {
                parts = workers.make(IntStream.range(0, count).<Task<CompletedPart>>mapToObj(i -> () -> sent(i)));
            }
        } catch (SdkException e) {
            if (ErrorClassification.of(e) != ErrorClassification.INTERRUPTED) {
                spool.requireUnchanged();
            }
            throw failure(e);
        }
    }

    /** Asks the server for the checksum that is computed already, and believes that it checks it if its answer says so. */
    private String begun(Labels labels) {
        Kind asked = checks.wanted();
        if (asked != Kind.MD5) {
            ChecksumAlgorithm algorithm = ChecksumAlgorithm.fromValue(asked.name());
            try {
                CreateMultipartUploadResponse answer = create(labels, algorithm);
                if (answer.checksumAlgorithm() == algorithm) {
                    checked = asked;
                } else {
                    checks.refused(bucket.repository());
                }
                return answer.uploadId();
            } catch (SdkException e) {
                if (!REFUSALS.contains(ErrorClassification.of(e))) {
                    throw e;
                }
            }
        }
        String begun = create(labels, null).uploadId();
        checks.refused(bucket.repository());
        return begun;
    }

    private CreateMultipartUploadResponse create(Labels labels, @Nullable ChecksumAlgorithm algorithm) {
        return retry.run(
                () -> bucket.client()
                        .createMultipartUpload(create -> create.bucket(bucket.name())
                                .key(bucket.key(path))
                                .contentType(labels.type())
                                .checksumAlgorithm(algorithm)
                                .metadata(labels.metadata())),
                ErrorClassification::again);
    }

    private CompletedPart sent(int index) throws IOException {
        long from = index * part;
        long count = Math.min(part, length - from);
        Map<Kind, String> known = checksums.of(index, part).orElse(Map.of());
        String before = known.get(checked);
        String checksum = before == null ? digestAgain(known, from, count) : before;
        String etag = retry.run(
                () -> bucket.client()
                        .uploadPart(upload -> described(upload, index, checksum), S3Writer.body(spool, from, count))
                        .eTag(),
                ErrorClassification::again);
        CompletedPart.Builder sent =
                CompletedPart.builder().partNumber(index + 1).eTag(etag);
        switch (checked) {
            case MD5 -> {
                if (!isNamed(etag, checksum)) {
                    isNamedByContent = false;
                }
            }
            case SHA256 -> sample = sent.checksumSHA256(checksum).build();
            case CRC32 -> sample = sent.checksumCRC32(checksum).build();
        }
        return sent.build();
    }

    private void described(UploadPartRequest.Builder upload, int index, String checksum) {
        upload.bucket(bucket.name()).key(bucket.key(path)).uploadId(id).partNumber(index + 1);
        switch (checked) {
            case MD5 -> upload.contentMD5(checksum);
            case SHA256 -> upload.checksumSHA256(checksum);
            case CRC32 -> upload.checksumCRC32(checksum);
        }
    }

    private static boolean isNamed(String etag, String md5) {
        return etag.replace("\"", "")
                .equals(HexFormat.of().formatHex(Base64.getDecoder().decode(md5)));
    }

    /**
     * Where an ETag tells the content, it does not matter which of two attempts the server took last. One part tells it of
     * all, and its MD5 is computed only when a part is to be sent twice.
     */
    private boolean isNamedByContent() {
        CompletedPart sent = sample;
        if (sent != null && !isSampled) {
            isSampled = true;
            long from = (sent.partNumber() - 1) * part;
            try {
                Map<Kind, String> read = digest(Set.of(Kind.MD5), from, Math.min(part, length - from));
                isNamedByContent = isNamed(sent.eTag(), Objects.requireNonNull(read.get(Kind.MD5)));
            } catch (IOException e) {
                // The end of the upload looks at the files again, and says what is wrong with them.
                isNamedByContent = false;
            }
        }
        return isNamedByContent;
    }

    /** Reads a part, which must not have changed since the first pass, for what that pass did not compute. */
    private String digestAgain(Map<Kind, String> before, long from, long count) throws IOException {
        Set<Kind> wanted = EnumSet.of(checked);
        wanted.addAll(before.keySet());
        Map<Kind, String> found = digest(wanted, from, count);
        if (!found.entrySet().containsAll(before.entrySet())) {
            spool.requireUnchanged();
            throw new IOException("a part of " + path + " changed while it was stored");
        }
        return Objects.requireNonNull(found.get(checked));
    }

    private Map<Kind, String> digest(Set<Kind> wanted, long from, long count) throws IOException {
        PartChecksums digest = new PartChecksums(count, wanted);
        byte[] block = new byte[BLOCK];
        try (InputStream in = spool.open(from, count)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        digest.digest();
        return digest.of(0, count).orElseThrow();
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
