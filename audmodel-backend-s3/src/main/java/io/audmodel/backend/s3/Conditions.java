package io.audmodel.backend.s3;

import io.audmodel.backend.PutMode;
import java.lang.System.Logger.Level;

/** Which conditions are left to the server; withdrawn, and said once in the log, where it proves unable. */
final class Conditions {

    private static final System.Logger LOG = System.getLogger("io.audmodel.backend.s3");

    private final Bucket bucket;
    private volatile boolean create;
    private volatile boolean replace;

    Conditions(Bucket bucket, ConditionalWrites declared) {
        this.bucket = bucket;
        this.create = declared != ConditionalWrites.NONE;
        this.replace = declared == ConditionalWrites.ALL;
    }

    boolean trusted(PutMode mode) {
        return switch (mode.kind()) {
            case CREATE -> create;
            case REPLACE -> replace;
            case OVERWRITE -> true;
        };
    }

    /** Stops to trust; returns whether the same write may now be tried again. */
    boolean withdraw(PutMode mode) {
        if (mode.kind() == PutMode.Kind.OVERWRITE || !trusted(mode)) {
            return false;
        }
        if (mode.kind() == PutMode.Kind.CREATE) {
            create = false;
        } else {
            replace = false;
        }
        LOG.log(
                Level.WARNING,
                "{0} does not keep the condition of a {1}: it is checked before the write from now on, which concurrent"
                        + " writers can slip through; set conditional_writes to say so from the start",
                bucket.repository(),
                mode.kind());
        return true;
    }
}
