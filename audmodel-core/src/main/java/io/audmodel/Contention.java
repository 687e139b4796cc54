package io.audmodel;

import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Repeats "read, decide, write if unchanged" until the write was not overtaken. Each lost round means that somebody else
 * won one, so the limit is met only where a store answers wrongly.
 */
final class Contention {

    private static final int MAX_ROUNDS = 200;
    private static final long SLOT_NANOS = 2_000_000;
    private static final int MAX_SLOTS = 32;

    private Contention() {}

    /**
     * @param round returns empty, or throws one of the three exceptions of a lost or unknown write, to be called again;
     *     it begins by reading, so that a write whose answer was lost is found done
     */
    static <T> T settle(Supplier<Optional<T>> round) {
        for (int i = 1; i < MAX_ROUNDS; i++) {
            Optional<T> settled = attempt(round);
            if (settled.isPresent()) {
                return settled.get();
            }
            pause(Math.min(i, MAX_SLOTS));
        }
        return round.get().orElseThrow(() -> new IllegalStateException("nothing settled in " + MAX_ROUNDS + " rounds"));
    }

    /** One round; empty if it was lost. */
    static <T> Optional<T> attempt(Supplier<Optional<T>> round) {
        try {
            return round.get();
        } catch (ConflictException | ObjectExistsException | OutcomeUnknownException e) {
            return Optional.empty();
        }
    }

    private static void pause(int slots) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(slots * SLOT_NANOS));
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("interrupted while waiting for other writers of the same document");
        }
    }
}
