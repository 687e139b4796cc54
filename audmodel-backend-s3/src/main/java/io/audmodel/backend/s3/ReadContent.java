package io.audmodel.backend.s3;

import io.audmodel.backend.support.Spool;

/**
 * Content that was read once.
 *
 * @param checksums those of its parts
 */
record ReadContent(Spool spool, PartChecksums checksums) implements AutoCloseable {

    @Override
    public void close() {
        spool.close();
    }
}
