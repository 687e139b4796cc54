package io.audmodel.archive.unpack;

import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.LimitExceededException;
import java.io.IOException;
import java.util.Optional;

/** Repeats reads whose result may have been damaged on the way, a limited number of times. */
final class RepeatedReads {

    /** How often something is read in all. Stored damage stays. */
    static final int READS = 3;

    private RepeatedReads() {}

    /** A repeatable read of an archive. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ZipSource source) throws IOException;
    }

    /**
     * Reads, and repeats the read if the result came from a store and is damaged.
     *
     * @throws CorruptArchiveException if it was damaged each time
     */
    static <T> T read(ZipSource source, Reading<T> reading) throws IOException {
        try {
            return reading.read(source);
        } catch (CorruptArchiveException | LimitExceededException e) {
            return again(source, e, reading);
        }
    }

    /** As {@link #read}, after it failed once. */
    static <T> T again(ZipSource source, RuntimeException damage, Reading<T> reading) throws IOException {
        Optional<ZipSource> anew = source.anew();
        if (anew.isEmpty()) {
            throw damage;
        }
        for (int left = READS - 1; ; left--) {
            try {
                return reading.read(anew.get());
            } catch (CorruptArchiveException e) {
                if (left == 1) {
                    throw new CorruptArchiveException(
                            e.getMessage() + "; it was read " + READS
                                    + " times: it is damaged where it is stored, or the network damages it",
                            e);
                }
            }
        }
    }
}
