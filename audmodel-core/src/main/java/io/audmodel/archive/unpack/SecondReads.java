package io.audmodel.archive.unpack;

import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.LimitExceededException;
import java.io.IOException;
import java.util.Optional;

/** Reads again what may have been damaged on its way: that alone, and only so often. */
final class SecondReads {

    /** In all. What is damaged where it is stored does not become better. */
    static final int READS = 3;

    private SecondReads() {}

    /** Reads something of an archive, and can do so again. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ZipSource source) throws IOException;
    }

    /**
     * Reads, and reads again if what came is damaged and came from a store.
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
