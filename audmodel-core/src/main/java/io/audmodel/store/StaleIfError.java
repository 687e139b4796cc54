package io.audmodel.store;

import io.audmodel.call.Calls;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.AudModelException;
import io.audmodel.error.RepositoriesUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the cache what no repository answers, if the client wants that: what HTTP caches call stale-if-error.
 * Only an outage counts. What is denied, damaged or not there is an error as ever. Thread-safe.
 */
public final class StaleIfError {

    /** A logger of its own, so that those who run a service can watch it, and a program can always show it. */
    private static final String LOGGER = "io.audmodel.stale";

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final boolean isWanted;
    private final LongSupplier nanoTime;
    private final Map<String, Long> warnings = new ConcurrentHashMap<>();

    /** @param nanoTime the clock, such as {@link System#nanoTime} */
    public StaleIfError(boolean isWanted, LongSupplier nanoTime) {
        this.isWanted = isWanted;
        this.nanoTime = nanoTime;
    }

    /**
     * What the cache knows.
     *
     * @param answer null if it does not have one that can be used
     * @param story what the answer is, and how old, or why there is none
     */
    record Cached<T>(@Nullable T answer, String story) {}

    /**
     * The answer of the repositories, or in an outage that of the cache.
     *
     * @param wanted what the repositories are asked, for messages, such as {@code what live is}
     * @throws RepositoriesUnavailableException in an outage, if the cache has no answer
     */
    <T> T ask(String wanted, Supplier<T> question, Supplier<Cached<T>> cache) {
        if (!isWanted) {
            return question.get();
        }
        try {
            return inItsShare(wanted, question);
        } catch (AudModelException e) {
            if (!e.isOutage()) {
                throw e;
            }
            Cached<T> cached = cache.get();
            T answer = cached.answer();
            if (answer == null) {
                throw unanswered(wanted, e, cached.story());
            }
            warn(wanted, cached.story(), e);
            return answer;
        }
    }

    /** Whether the cache may answer in an outage. */
    boolean isWanted() {
        return isWanted;
    }

    /**
     * The answer of the cache after a failure, if that is an outage, and the cache has one; else the failure is thrown.
     *
     * @param wanted as in {@link #ask}
     */
    <T> T instead(AudModelException failure, String wanted, Supplier<Cached<T>> cache) {
        if (!isWanted || !failure.isOutage()) {
            throw failure;
        }
        Cached<T> cached = cache.get();
        T answer = cached.answer();
        if (answer == null) {
            throw failure;
        }
        warn(wanted, cached.story(), failure);
        return answer;
    }

    /** Repositories that hang must leave time for the cache, and so must those that send for ever. */
    private static <T> T inItsShare(String wanted, Supplier<T> question) {
        return CallDeadline.current()
                .map(whole -> {
                    whole.requireTime();
                    Duration share = whole.remaining().multipliedBy(3).dividedBy(4);
                    return Calls.apart("the question " + wanted, CallDeadline.fixed(share), question);
                })
                .orElseGet(question);
    }

    private static RepositoriesUnavailableException unanswered(String wanted, AudModelException e, String story) {
        return new RepositoriesUnavailableException(
                "no repository answers " + wanted + ", and the cache does not help: " + story
                        + ". Load the model once while the repositories answer. They say: " + e.getMessage(),
                e instanceof RepositoriesUnavailableException all ? all.failures() : List.of(e));
    }

    private void warn(String wanted, String story, AudModelException e) {
        if (isDue(wanted)) {
            System.getLogger(LOGGER)
                    .log(
                            Level.WARNING,
                            "no repository answers {0}, and so it is taken from the cache: {1}. They say: {2}",
                            wanted,
                            story,
                            e.getMessage());
        }
    }

    private boolean isDue(String wanted) {
        long now = nanoTime.getAsLong();
        warnings.values().removeIf(last -> now - last >= BETWEEN_WARNINGS.toNanos());
        return warnings.putIfAbsent(wanted, now) == null;
    }
}
