package io.audmodel.backend.s3;

import io.audmodel.backend.s3.PartChecksums.Kind;
import java.lang.System.Logger.Level;

/**
 * By which checksum the server checks the parts of uploads. It is asked for CRC-32, or, where no TLS keeps the bytes, for
 * SHA-256, which the signature of the request covers. One that does not say that it checks that gets MD5, which every
 * server knows, but which takes longer to compute. Thread-safe.
 */
final class PartChecks {

    private final Kind asked;
    private volatile Kind wanted;

    /** @param plain whether requests go without TLS */
    PartChecks(boolean plain) {
        this.asked = plain ? Kind.SHA256 : Kind.CRC32;
        this.wanted = asked;
    }

    /** What the server is asked for, and what is computed while content is read first: MD5 once the server has refused. */
    Kind wanted() {
        return wanted;
    }

    /** The server does not say that it checks what it was asked for. */
    void refused(String repository) {
        if (wanted != Kind.MD5) {
            wanted = Kind.MD5;
            System.getLogger("io.audmodel.backend.s3")
                    .log(
                            Level.DEBUG,
                            "{0} checks parts by MD5, since it does not say that it checks {1}",
                            repository,
                            asked);
        }
    }
}
