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
 * The request that makes an object visible, and its repetitions. The object carries a mark of this write: if an answer
 * was lost and the repetition meets an object, the mark tells whether that is its own. Used by one thread.
 */
final class Commit {

    /** Sends the request once. */
    interface Sender {
        /**
         * @param condition what the header of the write's condition says, if it goes with it
         * @return the ETag of what is stored
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

    /** Goes without the condition, which may be what the server does not know. */
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

    /** What the object has to carry as {@link #MARK}. */
    String mark() {
        return mark;
    }

    /** Looks whether the condition holds; throws if it does not. For what is too long to be sent in vain. */
    void check() {
        if (mode.isUnique()) {
            return;
        }
        Optional<HeadObjectResponse> found = look();
        if (asExpected(found) || (lost && found.map(this::isOurs).orElse(false))) {
            return;
        }
        // It may have been stored, and replaced since.
        throw lost && mode.kind() == PutMode.Kind.REPLACE ? errors.unknown(path, null) : loser();
    }

    /**
     * Sends until it is done, or cannot be. Where the server is not known to keep the condition, it is checked before, and
     * afterwards the object has to be the one that was sent.
     *
     * @return the ETag of what is stored
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
                // Closed meanwhile, and what was sent before may have arrived.
                throw lost ? errors.unknown(path, e) : e;
            }
        }
    }

    /**
     * Whether the server looks at conditions: it is sent one that cannot hold, and if it does the same again, it does not.
     * The ETag that was replaced would not do, since others may have brought that content back meanwhile. What was sent in
     * parts cannot be sent again.
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
                // The write itself is done; the next one may prove it.
                default -> {}
            }
        }
        return conditions.trusted(mode, form);
    }

    /** Somebody else's object is there: that write came after this one, and its writer was told the same. */
    private String confirmed(String etag) {
        lost = true;
        Optional<HeadObjectResponse> found = look();
        if (found.isPresent() && !isOurs(found.get()) && !isUnmarked(found.get(), etag)) {
            throw loser();
        }
        return found.map(HeadObjectResponse::eTag).orElse(etag);
    }

    /** There are servers that keep no metadata. */
    private static boolean isUnmarked(HeadObjectResponse found, String etag) {
        return S3Reader.metadata(found.metadata(), MARK).isEmpty() && etag.equals(found.eTag());
    }

    /** Decides what a failed attempt means: an object of ours, an exception, or another attempt. */
    private Optional<String> settle(SdkException e, Retry.Attempts attempts, @Nullable String condition) {
        ErrorClassification classification = ErrorClassification.of(e);
        // Where the object itself is asked for by its ETag, absent is one more way to be changed.
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

    /** There are servers that answer 400 to a header that they do not know. */
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
        // Refused, though it is as expected: changed back meanwhile, or the server is mistaken. What is made and
        // deleted all
        // the time can be in the way of a create again and again.
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
            return attempts.pause(ErrorClassification.wait(failure));
        } catch (CancelledException e) {
            throw cancelled(e);
        }
    }

    private AudModelException cancelled(@Nullable Throwable cause) {
        return lost ? errors.unknown(path, cause) : errors.cancelled("put", path.text(), cause);
    }
}
