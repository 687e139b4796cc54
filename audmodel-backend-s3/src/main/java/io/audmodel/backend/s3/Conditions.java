package io.audmodel.backend.s3;

import io.audmodel.backend.PutMode;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

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

    /**
     * What the header of the condition says, if it goes with the write; otherwise it is checked before. An ETag is in
     * quotes (RFC 9110), until the server turned out to compare it without.
     */
    @Nullable
    String header(PutMode mode) {
        if (mode.kind() == PutMode.Kind.OVERWRITE || of(mode) == Trust.WITHDRAWN) {
            return null;
        }
        if (mode.kind() == PutMode.Kind.CREATE) {
            return "*";
        }
        String etag = mode.expected().text();
        return bare ? etag.replace("\"", "") : etag;
    }

    /** Whether the server is known to look at the condition. */
    boolean proven(PutMode mode) {
        return of(mode) == Trust.PROVEN;
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
     */
    void withdraw(PutMode mode, String how) {
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
    }

    /**
     * Takes note that the server refuses a revision that is right. Ceph's gateway, to its release 16 at least, compares
     * what is sent with what is between the quotes; where that is no cure either, it is trusted no more.
     *
     * @param sent what the header said; others may have learned more since
     */
    void correct(PutMode mode, String sent) {
        if (!sent.equals(header(mode))) {
            return;
        }
        if (sent.contains("\"")) {
            bare = true;
        } else {
            withdraw(mode, "is mistaken about");
        }
    }

    private Trust of(PutMode mode) {
        return mode.kind() == PutMode.Kind.CREATE ? create : replace;
    }
}
