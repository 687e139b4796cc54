package io.audmodel.backend.s3;

import io.audmodel.backend.PutMode;
import io.audmodel.backend.Revision;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which conditions of writes are left to the server. One that was not configured as able has to prove it once, and one
 * that proves unable is trusted no more, which is said once in the log. Thread-safe.
 */
final class Conditions {

    private static final System.Logger LOG = System.getLogger("io.audmodel.backend.s3");

    private enum Trust {
        UNPROVEN,
        PROVEN,
        WITHDRAWN
    }

    private final Bucket bucket;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile Trust create;
    private volatile Trust replace;
    private volatile boolean bare;

    Conditions(Bucket bucket, ConditionalWrites declared) {
        this.bucket = bucket;
        this.create = switch (declared) {
            case AUTO -> Trust.UNPROVEN;
            case ALL, CREATE -> Trust.PROVEN;
            case NONE -> Trust.WITHDRAWN;
        };
        this.replace = switch (declared) {
            case AUTO -> Trust.UNPROVEN;
            case ALL -> Trust.PROVEN;
            case CREATE, NONE -> Trust.WITHDRAWN;
        };
    }

    /** Whether the condition goes with the write; else it is checked before. */
    boolean trusted(PutMode mode) {
        return mode.kind() == PutMode.Kind.OVERWRITE || of(mode) != Trust.WITHDRAWN;
    }

    /** Whether nobody knows yet if the server looks at the condition. */
    boolean unproven(PutMode mode) {
        return mode.kind() != PutMode.Kind.OVERWRITE && of(mode) == Trust.UNPROVEN;
    }

    void prove(PutMode mode) {
        if (mode.kind() == PutMode.Kind.CREATE) {
            create = Trust.PROVEN;
        } else {
            replace = Trust.PROVEN;
        }
    }

    /**
     * Stops to trust; who does not even know whether an object exists knows no revision either.
     *
     * @param how what the server does with the condition, for the log
     * @return whether it was trusted until now, so that the same write may be tried again
     */
    boolean withdraw(PutMode mode, String how) {
        if (mode.kind() == PutMode.Kind.OVERWRITE || !trusted(mode)) {
            return false;
        }
        if (mode.kind() == PutMode.Kind.CREATE) {
            create = Trust.WITHDRAWN;
        }
        replace = Trust.WITHDRAWN;
        if (said.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "{0} {1} the condition of a {2}: it is checked before the write from now on, which concurrent writers"
                            + " can slip through; set conditional_writes to say so from the start",
                    bucket.repository(),
                    how,
                    mode.kind());
        }
        return true;
    }

    /** The ETag as {@code If-Match} has it: in quotes (RFC 9110), until the server turned out to compare it without. */
    String etag(Revision expected) {
        return bare ? expected.text().replace("\"", "") : expected.text();
    }

    /**
     * Leaves the quotes out from now on. Ceph's gateway compares what is sent with what is between the quotes, to its
     * release 16 at least.
     *
     * @return whether that is worth another try
     */
    boolean unquote(PutMode mode) {
        boolean worthIt = !bare && mode.kind() == PutMode.Kind.REPLACE && mode.expected().text().contains("\"");
        bare |= worthIt;
        return worthIt;
    }

    private Trust of(PutMode mode) {
        return mode.kind() == PutMode.Kind.CREATE ? create : replace;
    }
}
