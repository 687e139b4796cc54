package io.audmodel.backend.s3;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.s3.Conditions.Form;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CancelledException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The request that makes an object visible, and its retries. The object carries a mark of this write: if an answer was
 * lost and a retry finds an object, the mark tells whether it is its own. Used by one thread.
 */
final class Commit {

    /** Sends the request once. */
    interface Sender {
        /**
         * @param condition the value of the condition's header; null to send none
         * @return the ETag of the stored object
         */
        String send(@Nullable String condition);
    }

    static final String MARK = "audmodel-write";

    private final S3Errors errors;
    private final Retry retry;
    private final S3Reader reader;
    private final Conditions conditions;
    private final ObjectPath path;
    private final PutMode mode;
    private final Form form;
    private final String mark = UUID.randomUUID().toString();
    private boolean lost;

    /** Sends the request without the condition, which the server may not support. */
    private boolean bare;

    Commit(
            S3Errors errors,
            Retry retry,
            S3Reader reader,
            Conditions conditions,
            ObjectPath path,
            PutMode mode,
            Form form) {
        this.errors = errors;
        this.retry = retry;
        this.reader = reader;
        this.conditions = conditions;
        this.path = path;
        this.mode = mode;
        this.form = form;
    }

    /** The value of {@link #MARK} for the object. */
    String mark() {
        return mark;
    }

    /** Checks the condition, and throws if it does not hold: before long content is sent. */
    void check() {
        if (mode.isUnique()) {
            return;
        }
        Optional<HeadObjectResponse> found = look();
        if (asExpected(found) || (lost && found.map(this::isOurs).orElse(false))) {
            return;
        }
        // The object may have been stored, and replaced since.
        throw lost && mode.kind() == PutMode.Kind.REPLACE ? errors.unknown(path, null) : loser();
    }

    /**
     * Sends the request until it succeeds, or cannot succeed. If the server is not known to keep the condition, it is
     * checked before, and afterwards the object must be the one that was sent.
     *
     * @return the ETag of the stored object
     */
    String run(Sender sender) {
        Retry.Attempts attempts = retry.begin();
        while (true) {
            String condition = bare ? null : conditions.header(mode, form);
            try {
                if (!bare && conditions.trusted(mode, form)) {
                    return sender.send(condition);
                }
                check();
                String etag = sender.send(condition);
                if (bare) {
                    conditions.withdraw(mode, form, "refuses");
                }
                return isProven(sender, condition) ? etag : confirmed(etag);
            } catch (SdkException e) {
                Optional<String> settled = settle(e, attempts, condition);
                if (settled.isPresent()) {
                    return settled.get();
                }
            } catch (RejectedExecutionException e) {
                // The client was closed meanwhile, and the request may have arrived.
                throw lost ? errors.unknown(path, e) : e;
            }
        }
    }

    /**
     * Whether the server keeps conditions: it gets one that cannot hold, and if the write succeeds, it does not. The
     * replaced ETag would not work, since others may have restored that content meanwhile. Parts cannot be sent again.
     */
    private boolean isProven(Sender sender, @Nullable String condition) {
        if (condition == null || form == Form.PARTS) {
            return false;
        }
        try {
            sender.send(conditions.neverHeld(mode));
            conditions.withdraw(mode, form, "ignores");
        } catch (SdkException e) {
            switch (ErrorClassification.of(e)) {
                case PRECONDITION, OVERTAKEN -> conditions.prove(mode);
                case INTERRUPTED -> Thread.currentThread().interrupt();
                // The write itself succeeded; the next one may prove it.
                default -> {}
            }
        }
        return conditions.trusted(mode, form);
    }

    /** Another writer's object is there: that write came after this one, and both got a success. */
    private String confirmed(String etag) {
        lost = true;
        Optional<HeadObjectResponse> found = look();
        if (found.isPresent() && !isOurs(found.get()) && !isUnmarked(found.get(), etag)) {
            throw loser();
        }
        return found.map(HeadObjectResponse::eTag).orElse(etag);
    }

    /** Some servers keep no metadata. */
    private static boolean isUnmarked(HeadObjectResponse found, String etag) {
        return S3Reader.metadata(found.metadata(), MARK).isEmpty() && etag.equals(found.eTag());
    }

    /** Decides what a failed attempt means: this writer's object, an exception, or another attempt. */
    private Optional<String> settle(SdkException e, Retry.Attempts attempts, @Nullable String condition) {
        ErrorClassification classification = ErrorClassification.of(e);
        // If a condition names an ETag, a missing object counts as changed.
        boolean gone = classification == ErrorClassification.ABSENT && mode.kind() == PutMode.Kind.REPLACE;
        if (classification == ErrorClassification.PRECONDITION
                || gone
                || (classification == ErrorClassification.NO_UPLOAD && lost)) {
            return refused(e, attempts, condition);
        }
        if (classification == ErrorClassification.INTERRUPTED) {
            Thread.currentThread().interrupt();
            throw errors.unknown(path, e);
        }
        if (condition != null && isUnsupported(e, classification)) {
            bare = true;
            return Optional.empty();
        }
        lost |= classification == ErrorClassification.LOST;
        if (!classification.isPassing() || !pause(attempts, e)) {
            throw lost ? errors.unknown(path, e) : errors.translated("put", path.text(), e);
        }
        return Optional.empty();
    }

    /** Some servers answer 400 to a header that they do not know. */
    private boolean isUnsupported(SdkException e, ErrorClassification classification) {
        return classification == ErrorClassification.UNSUPPORTED
                || (classification == ErrorClassification.OTHER
                        && ErrorClassification.code(e).equals("InvalidArgument")
                        && !conditions.trusted(mode, form));
    }

    private Optional<String> refused(SdkException e, Retry.Attempts attempts, @Nullable String condition) {
        Optional<HeadObjectResponse> found = look();
        if (lost && found.map(this::isOurs).orElse(false)) {
            return found.map(HeadObjectResponse::eTag);
        }
        if (lost
                && (mode.kind() == PutMode.Kind.REPLACE
                        || ErrorClassification.of(e) == ErrorClassification.NO_UPLOAD)) {
            throw errors.unknown(path, e);
        }
        if (!asExpected(found)) {
            throw loser();
        }
        // Refused although the object is as expected: it was changed back, or the server is mistaken. An object that
        // others make and delete all the time can block a create repeatedly.
        boolean mistaken = attempts.failed() > 0;
        if (mistaken && condition != null && mode.kind() == PutMode.Kind.REPLACE) {
            conditions.correct(mode, form, condition);
            mistaken = false;
        }
        boolean hopeless = mistaken && mode.kind() != PutMode.Kind.CREATE;
        if (hopeless || !pause(attempts, e)) {
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
            return Optional.of(retry.run(() -> reader.ask(path), ErrorClassification::again));
        } catch (SdkException e) {
            if (ErrorClassification.of(e) == ErrorClassification.ABSENT) {
                return Optional.empty();
            }
            throw lost ? errors.unknown(path, e) : errors.translated("put", path.text(), e);
        } catch (CancelledException e) {
            throw cancelled(e);
        }
    }

    private boolean isOurs(HeadObjectResponse found) {
        return S3Reader.metadata(found.metadata(), MARK).filter(mark::equals).isPresent();
    }

    private boolean pause(Retry.Attempts attempts, SdkException failure) {
        try {
            return attempts.pause(ErrorClassification.wait(failure), failure);
        } catch (CancelledException e) {
            throw cancelled(e);
        }
    }

    private AudModelException cancelled(@Nullable Throwable cause) {
        return lost ? errors.unknown(path, cause) : errors.cancelled("put", path.text(), cause);
    }
}
