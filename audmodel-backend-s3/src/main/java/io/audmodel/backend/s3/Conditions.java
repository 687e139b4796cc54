package io.audmodel.backend.s3;

import io.audmodel.backend.Capability;
import io.audmodel.backend.PutMode;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which conditions of writes are left to the server. One that was not configured as able has to prove it once, and one
 * that proves unable is trusted no more, which is said once in the log, and in the capabilities. Thread-safe.
 */
final class Conditions {

    /** The request that makes an object visible. What a server does with the condition of one tells nothing of the other. */
    enum Form {
        WHOLE,
        PARTS
    }

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
    private volatile Trust createOfParts;
    private volatile Trust replaceOfParts;
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
        this.createOfParts = declared == ConditionalWrites.CREATE ? Trust.UNPROVEN : create;
        this.replaceOfParts = replace;
    }

    /** What is kept, as far as is known. */
    Set<Capability> capabilities() {
        Set<Capability> kept = EnumSet.noneOf(Capability.class);
        if (create != Trust.WITHDRAWN) {
            kept.add(Capability.ATOMIC_CREATE);
        }
        if (replace != Trust.WITHDRAWN) {
            kept.add(Capability.COMPARE_AND_SET);
        }
        if (createOfParts == Trust.PROVEN && replaceOfParts == Trust.PROVEN) {
            kept.add(Capability.CONDITIONS_AT_ANY_SIZE);
        }
        return kept;
    }

    /**
     * What the header of the condition says, if it goes with the write. An ETag is in quotes (RFC 9110), until the server
     * turned out to compare it without.
     */
    @Nullable
    String header(PutMode mode, Form form) {
        if (mode.kind() == PutMode.Kind.OVERWRITE || of(mode, form) == Trust.WITHDRAWN) {
            return null;
        }
        if (mode.kind() == PutMode.Kind.CREATE) {
            return "*";
        }
        String etag = mode.expected().text();
        return bare ? etag.replace("\"", "") : etag;
    }

    /** A condition of that kind that does not hold where an object was just written, whatever it holds now. */
    String neverHeld(PutMode mode) {
        if (mode.kind() == PutMode.Kind.CREATE) {
            return "*";
        }
        String etag = UUID.randomUUID().toString().replace("-", "");
        return bare ? etag : "\"" + etag + "\"";
    }

    /** Whether the server is known to keep the condition, so that nothing has to be looked after. */
    boolean trusted(PutMode mode, Form form) {
        return mode.kind() == PutMode.Kind.OVERWRITE || of(mode, form) == Trust.PROVEN;
    }

    /** Takes note that the server looks at the condition of what comes in one piece. Of parts no request shows enough. */
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
    void withdraw(PutMode mode, Form form, String how) {
        boolean creating = mode.kind() == PutMode.Kind.CREATE;
        if (creating) {
            createOfParts = Trust.WITHDRAWN;
        }
        replaceOfParts = Trust.WITHDRAWN;
        if (form == Form.WHOLE) {
            create = creating ? Trust.WITHDRAWN : create;
            replace = Trust.WITHDRAWN;
        }
        if (said.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "{0} {1} the condition of a {2}: it is checked before and after the write from now on, which"
                            + " concurrent writers can slip through; set conditional_writes to say so from the start",
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
    void correct(PutMode mode, Form form, String sent) {
        if (!sent.equals(header(mode, form))) {
            return;
        }
        if (sent.contains("\"")) {
            bare = true;
        } else {
            withdraw(mode, form, "is mistaken about");
        }
    }

    private Trust of(PutMode mode, Form form) {
        if (mode.kind() == PutMode.Kind.CREATE) {
            return form == Form.WHOLE ? create : createOfParts;
        }
        return form == Form.WHOLE ? replace : replaceOfParts;
    }
}
