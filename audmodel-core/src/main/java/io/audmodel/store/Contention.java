package io.audmodel.store;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.BackendException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Repeats "read, decide, write if unchanged" until a write succeeds. Each lost round means that another writer won one,
 * so the limit is reached only if a store answers wrongly.
 */
public final class Contention {

    private static final int MAX_ROUNDS = 200;

    /** A store whose answers are lost each time does not answer. */
    private static final int MAX_UNKNOWN = 5;

    private static final long SLOT_NANOS = 2_000_000;
    private static final int MAX_SLOTS = 32;

    private Contention() {}

    /**
     * @param round one attempt; it returns empty, or throws one of the three exceptions of a lost or unknown write, to
     *     be repeated. It begins by reading, so that it finds a write whose answer was lost
     * @throws BackendException if several rounds have an unknown outcome, or very many are lost
     */
    static <T> T settle(Supplier<Optional<T>> round) {
        return settle(round, MAX_UNKNOWN);
    }

    /**
     * As {@link #settle}, within a round of another. The outer round is repeated if an outcome is unknown, and not if
     * very many inner rounds were lost.
     *
     * @throws StorageException if very many rounds were lost
     */
    static <T> T settleWithin(Supplier<Optional<T>> round) {
        try {
            return settle(round, 1);
        } catch (ConflictException | ObjectExistsException e) {
            throw new StorageException(
                    new Failure(
                            e.repository(),
                            e.operation(),
                            e.path(),
                            "each of " + MAX_ROUNDS + " writes was refused because somebody else was quicker: see who"
                                    + " else writes it, and whether the store keeps conditions of writes"),
                    e);
        }
    }

    private static <T> T settle(Supplier<Optional<T>> round, int mostUnknown) {
        int unknown = 0;
        for (int i = 1; i < MAX_ROUNDS; i++) {
            try {
                Optional<T> settled = round.get();
                if (settled.isPresent()) {
                    return settled.get();
                }
            } catch (OutcomeUnknownException e) {
                unknown++;
                if (unknown == mostUnknown) {
                    throw e;
                }
            } catch (ConflictException | ObjectExistsException e) {
                // The next round reads what the quicker writer wrote.
            }
            pause(
                    ThreadLocalRandom.current().nextLong(Math.min(i, MAX_SLOTS) * SLOT_NANOS),
                    "interrupted while waiting for other writers of the same document");
        }
        return round.get().orElseThrow(() -> new IllegalStateException("nothing settled in " + MAX_ROUNDS + " rounds"));
    }

    /** Runs one round; returns empty if it was lost. */
    static <T> Optional<T> attempt(Supplier<Optional<T>> round) {
        try {
            return round.get();
        } catch (ConflictException | ObjectExistsException | OutcomeUnknownException e) {
            return Optional.empty();
        }
    }

    /**
     * Pauses to let other writers finish, within the time of the call.
     *
     * @param interrupted the message if the thread is interrupted meanwhile
     */
    public static void pause(long nanos, String interrupted) {
        long end = System.nanoTime() + nanos;
        long rest = nanos;
        do {
            LockSupport.parkNanos(rest);
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException(interrupted);
            }
            CallDeadline.current().ifPresent(CallDeadline::requireTime);
            rest = end - System.nanoTime();
        } while (rest > 0);
    }
}
