package io.audmodel;

import io.audmodel.error.ChecksumMismatchException;
import java.util.function.Supplier;

/** Reads again what arrived damaged: on its way, most of the time, and then the next one is whole. */
final class Intact {

    /** What is damaged where it is stored stays so, and is not worth more. */
    private static final int ATTEMPTS = 4;

    private Intact() {}

    /**
     * What a reading returns that checks what it read.
     *
     * @throws ChecksumMismatchException if it arrives damaged each time
     */
    static <T> T read(Supplier<T> reading) {
        for (int attempt = 1; ; attempt++) {
            try {
                return reading.get();
            } catch (ChecksumMismatchException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
