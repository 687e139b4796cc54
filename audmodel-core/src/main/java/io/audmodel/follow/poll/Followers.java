package io.audmodel.follow.poll;

import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.StorageException;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.Follower;
import io.audmodel.model.ModelRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The followers of one client and its views. There are threads while one of them can move. Thread-safe. */
public final class Followers implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Supplier<CheckScheduler> schedulers;
    private final DoubleSupplier random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<PollingFollower> open = new LinkedHashSet<>();
    private final Map<ModelRef, Poll> polls = new HashMap<>();
    private @Nullable CheckScheduler scheduler;
    private boolean closed;

    public Followers() {
        this(TimerThreads::new, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random supplies numbers from 0 to 1 */
    Followers(Supplier<CheckScheduler> schedulers, DoubleSupplier random) {
        this.schedulers = schedulers;
        this.random = random;
    }

    /**
     * Loads the model that a reference stands for, and follows it.
     *
     * @param every the time between two checks
     */
    public Follower follow(ModelRef ref, Duration every, ModelSource verifying, FollowOption... options) {
        Objects.requireNonNull(ref, "the reference to follow is null");
        Objects.requireNonNull(every, "the time between two checks is null");
        if (every.isZero() || every.isNegative()) {
            throw new InvalidArgumentException("the time between two checks has to be positive, and is " + every);
        }
        long nanos = (every.compareTo(LONGEST) < 0 ? every : LONGEST).toNanos();
        ModelSource source = verifying.with(options);
        PollingFollower follower = new PollingFollower(ref, nanos, source, source.first(ref), this::remove);
        lock.lock();
        try {
            if (closed) {
                follower.close();
                throw new StorageException(
                        new Failure("this client", "follow", "", "the client is closed: build another"));
            }
            open.add(follower);
            if (source.isMovable(ref)) {
                Poll poll = polls.computeIfAbsent(ref, moving -> new Poll(moving, source, scheduler(), random));
                follower.isToldBy(poll);
                poll.join(follower);
            }
        } finally {
            lock.unlock();
        }
        return follower;
    }

    private CheckScheduler scheduler() {
        CheckScheduler made = scheduler == null ? schedulers.get() : scheduler;
        scheduler = made;
        return made;
    }

    private void remove(PollingFollower follower) {
        lock.lock();
        try {
            Poll poll = follower.poll();
            if (!open.remove(follower) || poll == null || !poll.leave(follower)) {
                return;
            }
            polls.remove(follower.ref());
            if (polls.isEmpty() && scheduler != null) {
                scheduler.close();
                scheduler = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes all followers; there are no further ones. */
    @Override
    public void close() {
        List<PollingFollower> all;
        lock.lock();
        try {
            closed = true;
            all = List.copyOf(open);
        } finally {
            lock.unlock();
        }
        all.forEach(PollingFollower::close);
    }
}
