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
 * Decides which conditions of writes the server checks. A server that was not configured as able has to prove it once;
 * one that fails is no longer trusted, which the log and the capabilities say. Thread-safe.
 */
final class Conditions {

    /**
     * The kind of request that makes an object visible. A server may keep conditions of one kind and ignore those of
     * the other.
     */
    enum Form {
        WHOLE,
        PARTS
    }

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

    /** The conditions that are kept, as far as is known. */
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
     * The value of the condition's header, if the write has one. An ETag is in quotes (RFC 9110), unless the server
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

    /** A condition of this kind that cannot hold after an object was written, whatever it holds now. */
    String neverHeld(PutMode mode) {
        if (mode.kind() == PutMode.Kind.CREATE) {
            return "*";
        }
        String etag = UUID.randomUUID().toString().replace("-", "");
        return bare ? etag : "\"" + etag + "\"";
    }

    /** Whether the server is known to keep the condition, so that no check is needed. */
    boolean trusted(PutMode mode, Form form) {
        return mode.kind() == PutMode.Kind.OVERWRITE || of(mode, form) == Trust.PROVEN;
    }

    /** Records that the server keeps the condition of a write in one piece. No request can prove it for parts. */
    void prove(PutMode mode) {
        if (mode.kind() == PutMode.Kind.CREATE) {
            create = Trust.PROVEN;
        } else {
            replace = Trust.PROVEN;
        }
    }

    /**
     * Stops trusting the server. One that does not check whether an object exists does not check revisions either.
     *
     * @param how how the server treats the condition, for the log
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
            System.getLogger("io.audmodel.backend.s3")
                    .log(
                            Level.WARNING,
                            "{0} {1} the condition of a {2}: it is checked before and after the write from now on, which"
                                    + " concurrent writers can slip through; set conditional_writes to say so from the start",
                            bucket.repository(),
                            how,
                            mode.kind());
        }
    }

    /**
     * Records that the server refuses a correct revision. Ceph's gateway, at least up to its release 16, compares the
     * header with the ETag without quotes. If leaving the quotes out does not help, the server is no longer trusted.
     *
     * @param sent the value of the header; other threads may have learned more since
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
