package io.audmodel.backend.s3;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.s3.Spool.Spooled;
import io.audmodel.error.AudModelException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Writes objects. Content is taken whole first, because its checksum goes ahead of it. Each write carries a mark of its
 * own: a conditional write whose answer was lost is repeated, and if it then meets an object, the mark tells whether
 * that is its own.
 */
final class S3Writer {

    static final String CHECKSUM = "checksum";
    static final String OWNER = "owner";
    static final String MARK = "audmodel-write";

    private final Bucket bucket;
    private final S3Errors errors;
    private final Retry retry;
    private final S3Reader reader;
    private final Conditions conditions;
    private final Setup setup;
    private final InstantSource clock;

    S3Writer(Bucket bucket, S3Errors errors, Retry retry, S3Reader reader, Setup setup, InstantSource clock) {
        this.bucket = bucket;
        this.errors = errors;
        this.retry = retry;
        this.reader = reader;
        this.conditions = new Conditions(bucket, setup.conditions());
        this.setup = setup;
        this.clock = clock;
    }

    ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        if (Thread.currentThread().isInterrupted()) {
            throw errors.cancelled("put", path.text(), null);
        }
        try (Spooled spooled = Spool.of(path, content, setup.temporaryRoot(), errors)) {
            return new Write(path, spooled, mode).run();
        }
    }

    /** One write and its repetitions. */
    private final class Write {

        private final ObjectPath path;
        private final Spooled content;
        private final PutMode mode;
        private final String mark = UUID.randomUUID().toString();
        private boolean lost;

        Write(ObjectPath path, Spooled content, PutMode mode) {
            this.path = path;
            this.content = content;
            this.mode = mode;
        }

        ObjectInfo run() {
            for (int attempt = 1; ; attempt++) {
                try {
                    return stored(attempt().eTag());
                } catch (SdkException e) {
                    Optional<ObjectInfo> settled = settle(e, attempt);
                    if (settled.isPresent()) {
                        return settled.get();
                    }
                }
            }
        }

        private PutObjectResponse attempt() {
            if (!conditions.trusted(mode)) {
                check();
            }
            PutObjectRequest.Builder request = PutObjectRequest.builder()
                    .bucket(bucket.name())
                    .key(path.text())
                    .contentType(path.name().endsWith(".zip") ? "application/zip" : "application/octet-stream")
                    .contentLength(content.length())
                    .contentMD5(Base64.getEncoder()
                            .encodeToString(
                                    HexFormat.of().parseHex(content.checksum().hex())))
                    .metadata(Map.of(CHECKSUM, content.checksum().hex(), OWNER, setup.owner(), MARK, mark));
            if (conditions.trusted(mode)) {
                condition(request);
            }
            return bucket.client()
                    .putObject(
                            request.build(),
                            RequestBody.fromContentProvider(
                                    () -> content.open(0, content.length()),
                                    content.length(),
                                    "application/octet-stream"));
        }

        private void condition(PutObjectRequest.Builder request) {
            switch (mode.kind()) {
                case CREATE -> request.ifNoneMatch("*");
                case REPLACE -> request.ifMatch(mode.expected().text());
                case OVERWRITE -> {}
            }
        }

        /** Where the server keeps no conditions, looking first is all that can be done. */
        private void check() {
            Optional<HeadObjectResponse> found = look();
            if (!asExpected(found) && !(lost && found.map(this::isOurs).orElse(false))) {
                throw loser();
            }
        }

        /** Decides what a failed attempt means: an object of ours, an exception, or another attempt. */
        private Optional<ObjectInfo> settle(SdkException e, int attempt) {
            Verdict verdict = Verdict.of(e);
            // Where the object itself is asked for by its ETag, absent is one more way to be changed.
            boolean gone = verdict == Verdict.ABSENT && mode.kind() == PutMode.Kind.REPLACE;
            if (verdict == Verdict.PRECONDITION || gone) {
                return refused(e, attempt);
            }
            if (verdict == Verdict.INTERRUPTED) {
                Thread.currentThread().interrupt();
                throw errors.unknown(path, e);
            }
            if (verdict == Verdict.UNSUPPORTED && conditions.withdraw(mode)) {
                return Optional.empty();
            }
            lost |= verdict == Verdict.LOST;
            if (!verdict.isPassing() || attempt >= Retry.ATTEMPTS) {
                throw lost ? errors.unknown(path, e) : errors.translated("put", path.text(), e);
            }
            pause(attempt);
            return Optional.empty();
        }

        private Optional<ObjectInfo> refused(SdkException e, int attempt) {
            Optional<HeadObjectResponse> found = look();
            if (lost && found.map(this::isOurs).orElse(false)) {
                return Optional.of(stored(found.orElseThrow().eTag()));
            }
            if (mode.kind() == PutMode.Kind.REPLACE && lost) {
                throw errors.unknown(path, e);
            }
            if (!asExpected(found)) {
                throw loser();
            }
            // Refused, though it is as expected: changed back meanwhile, or the server is mistaken.
            if (attempt > 1 && (mode.kind() == PutMode.Kind.CREATE || !conditions.withdraw(mode))) {
                throw errors.blocked(path, e);
            }
            return Optional.empty();
        }

        private boolean asExpected(Optional<HeadObjectResponse> found) {
            return switch (mode.kind()) {
                case CREATE -> found.isEmpty();
                case REPLACE ->
                    found.map(HeadObjectResponse::eTag)
                            .equals(Optional.of(mode.expected().text()));
                case OVERWRITE -> true;
            };
        }

        private AudModelException loser() {
            return mode.kind() == PutMode.Kind.CREATE ? errors.exists(path) : errors.conflict(path);
        }

        private Optional<HeadObjectResponse> look() {
            try {
                return Optional.of(retry.run(() -> reader.ask(path)));
            } catch (SdkException e) {
                if (Verdict.of(e) == Verdict.ABSENT) {
                    return Optional.empty();
                }
                throw lost ? errors.unknown(path, e) : errors.translated("put", path.text(), e);
            }
        }

        private boolean isOurs(HeadObjectResponse found) {
            return S3Reader.metadata(found.metadata(), MARK)
                    .filter(mark::equals)
                    .isPresent();
        }

        private void pause(int attempt) {
            try {
                retry.pause(attempt);
            } catch (SdkException e) {
                throw lost ? errors.unknown(path, e) : errors.translated("put", path.text(), e);
            }
        }

        private ObjectInfo stored(String etag) {
            return new ObjectInfo(
                    path,
                    content.length(),
                    S3Reader.seconds(clock.instant()),
                    content.checksum(),
                    reader.revision(etag));
        }
    }
}
