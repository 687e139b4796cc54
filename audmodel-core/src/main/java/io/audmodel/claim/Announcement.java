package io.audmodel.claim;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.PutMode.Kind;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.BackendException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.store.Contention;
import io.audmodel.store.Layout;
import io.audmodel.store.Store;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps publishers of one model apart where a store keeps no conditions, or none for objects as long as the archive.
 * Each publisher writes a small object of its own, and then lists those of others. Of any two, the one that lists later
 * sees the other, however long either pauses between two steps, so that at most one of them continues. The publisher
 * whose object has the least name waits a moment to be alone; the others give way at once.
 *
 * <p>The object of a dead publisher keeps others away until it is older than the grace period, by the clock of the
 * store, or until a publisher takes over: see {@link Succession}. It does not keep away a publisher of the same
 * content.
 */
final class Announcement {

    /** How often this publisher checks whether others have ended, with pauses that double. */
    static final int LOOKS = 8;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LAST_STEPS = TimeUnit.SECONDS.toNanos(1);
    private static final int DIGITS = 16;
    private static final String INTERRUPTED = "interrupted while another publisher of the same model was at work";

    private final Store store;
    private final ModelKey key;
    private final Duration grace;
    private final Supplier<Checksum> publisher;
    private final long longest;
    private final Set<ObjectPath> left = new HashSet<>();
    private final String nonce =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private @Nullable String holder;
    private @Nullable ObjectInfo own;
    private boolean isMade;
    private boolean hasTakenOver;
    private boolean isPublished;

    /**
     * @param grace how old announcements of others must be before they are removed; zero to take over
     * @param publisher identifies what is published; called only if an announcement is needed
     * @param longest the largest length of each object, in bytes
     */
    Announcement(Store store, ModelKey key, Duration grace, Supplier<Checksum> publisher, long longest) {
        this.store = store;
        this.key = key;
        this.grace = grace;
        this.publisher = publisher;
        this.longest = longest;
    }

    /**
     * Announces a publish, and makes sure that no other one is under way, unless the store keeps publishers apart. If
     * it is uncertain whether the store does, this object finds out before a shared object is written.
     *
     * @throws PublishInProgressException if another publisher is at work on this model
     */
    void make() {
        if (isMade) {
            return;
        }
        if (store.isUntried(Kind.CREATE)) {
            put(PutMode.createUnique());
        }
        if (!store.keepsConditions(longest)) {
            isMade = true;
            begin();
        }
    }

    /**
     * Finds out whether the store keeps the condition of a replacement, before an object of others is replaced.
     *
     * @throws PublishInProgressException if another publisher has taken over, and removed this announcement
     */
    void tryReplacing() {
        if (!store.isUntried(Kind.REPLACE)) {
            return;
        }
        if (own == null) {
            put(PutMode.createUnique());
        }
        if (own == null) {
            return;
        }
        try {
            put(PutMode.replace(own));
        } catch (ConflictException e) {
            throw inProgress("it took over from this publish; try again later", e);
        }
    }

    private void begin() {
        if (grace.isZero() && !store.isConditional()) {
            // First, so that nobody begins while those who are taken over take their last steps.
            put(PutMode.overwrite());
            takeOver();
        }
        // Written again after a take-over, since another publisher may have removed it meanwhile.
        if (own == null || hasTakenOver) {
            put(PutMode.overwrite());
        }
        ObjectInfo mine = own;
        if (mine == null) {
            return;
        }
        // A publisher that is done waits for this one to end, before it believes that its archive stays.
        if (!lookUntil(LOOKS - 1, () -> isAlone(mine) || isPublished)) {
            firstAtWork(mine).ifPresent(this::giveWayTo);
        }
    }

    private boolean lookUntil(int times, BooleanSupplier isSettled) {
        return look(times, () -> Optional.of(isSettled.getAsBoolean()).filter(is -> is))
                .isPresent();
    }

    /**
     * Looks again and again, with pauses that double, at others who may end soon.
     *
     * @param times how often it looks at the most, with a pause after each
     * @param answer what decides; empty to look again
     */
    <T> Optional<T> look(int times, Supplier<Optional<T>> answer) {
        long pause = FIRST_PAUSE;
        for (int look = 0; look < times; look++) {
            Optional<T> found = answer.get();
            if (found.isPresent()) {
                return found;
            }
            pause(pause);
            pause *= 2;
        }
        return Optional.empty();
    }

    private static void pause(long nanoseconds) {
        Contention.pause(nanoseconds, INTERRUPTED);
    }

    private void put(PutMode mode) {
        // The content is new each time, since a revision may be a checksum.
        Content content = Content.of(mode.kind().name().getBytes(StandardCharsets.US_ASCII));
        try {
            own = store.backend().put(path(), content, mode);
            store.tried(mode.kind());
        } catch (AccessDeniedException e) {
            // A missing permission to write will be reported by the writes that matter.
            return;
        }
    }

    private ObjectPath path() {
        return Layout.announcement(key, publisherName());
    }

    /** Identifies this publisher among all. */
    String publisherName() {
        return holder() + "-" + nonce;
    }

    private String holder() {
        if (holder == null) {
            holder = publisher.get().hex().substring(0, DIGITS);
        }
        return holder;
    }

    /**
     * Removes all announcements, and waits longer than a living publisher takes from its last check of its own
     * announcement to its end. By then that publisher has a header, which is seen here, or has noticed the removal.
     */
    private void takeOver() {
        List<ObjectInfo> others = others();
        others.forEach(this::takeOver);
        if (!others.isEmpty()) {
            pause(LAST_STEPS);
        }
    }

    /**
     * Waits until all others are done: their archives may be on the way to the place of this one's, and a visible header
     * makes them end. A dead publisher does not end, nor a paused one that was taken over: the wait for these is about a
     * second.
     */
    void awaitOthers() {
        if (own != null) {
            lookUntil(LOOKS, () -> others().stream().noneMatch(other -> Layout.isAnnouncement(key, other.path())));
        }
    }

    /**
     * Removes an announcement, which its publisher notices. Where conditions keep that publisher from making its model
     * visible, this is done only at the end: if this publisher gives up, the announcement has to warn the next one,
     * since its publisher may still write its archive.
     */
    private void takeOver(ObjectInfo other) {
        hasTakenOver = true;
        if (store.isConditional()) {
            left.add(other.path());
        } else {
            store.backend().delete(other.path());
        }
    }

    /**
     * Whether there is nobody else whom this one has to wait for.
     *
     * @throws PublishInProgressException if it has to give way
     */
    private boolean isAlone(ObjectInfo mine) {
        Optional<ObjectInfo> first = firstAtWork(mine);
        Optional<ObjectInfo> lesser = first.filter(other -> other.path().text().compareTo(path().text()) < 0);
        lesser.ifPresent(this::giveWayTo);
        return first.equals(lesser);
    }

    private Optional<ObjectInfo> firstAtWork(ObjectInfo mine) {
        List<ObjectInfo> atWork = new ArrayList<>();
        for (ObjectInfo other : others()) {
            if (isTakenOver(other, mine)) {
                takeOver(other);
            } else {
                atWork.add(other);
            }
        }
        return atWork.stream().min(Comparator.comparing(other -> other.path().text()));
    }

    private void giveWayTo(ObjectInfo other) {
        if (canWithdraw()) {
            throw inProgress(
                    other.path() + " of " + other.modified() + " says so. It counts until it is " + grace.toHours()
                            + " hours old, or until somebody publishes with takeOver()",
                    null);
        }
    }

    /** @param why what shows that somebody else publishes this model, or who that is */
    PublishInProgressException inProgress(String why, @Nullable Throwable cause) {
        return new PublishInProgressException(
                "model " + key + " is being published to " + store
                        + " by another publisher, or such a publish was interrupted: " + why,
                cause);
    }

    private boolean isTakenOver(ObjectInfo other, ObjectInfo mine) {
        return grace.isZero()
                ? store.isConditional()
                : other.modified().isBefore(mine.modified().minus(grace));
    }

    /** The announcements of publishers of other content. */
    List<ObjectInfo> others() {
        List<ObjectInfo> others = new ArrayList<>();
        for (ObjectInfo object : store.listVersion(key)) {
            isPublished |= Layout.keyOfHeader(object).isPresent();
            boolean isSuccession = Layout.isSuccession(key, object.path());
            boolean isAnnouncement = Layout.isAnnouncement(key, object.path());
            if (!(isAnnouncement || isSuccession) || object.path().equals(path())) {
                continue;
            }
            if (!object.path().name().contains("-" + holder() + "-")) {
                others.add(object);
            } else if (isAnnouncement) {
                left.add(object.path());
            }
        }
        return others;
    }

    /**
     * Returns false if the store does not let this user delete. Then it does not let the user overwrite either, and so
     * keeps publishers apart by itself.
     */
    private boolean canWithdraw() {
        try {
            store.backend().delete(path());
            own = null;
            return true;
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    /** Whether there was a header when this publisher found itself alone. */
    boolean isPublished() {
        return isPublished;
    }

    /** Whether no other publisher has taken over. */
    boolean stands() {
        return own == null || store.backend().stat(path()).isPresent();
    }

    /** Whether this publisher removed announcements of others that may be alive. */
    boolean hasTakenOver() {
        return hasTakenOver;
    }

    /** Removes the announcements of earlier attempts at the same publish. */
    void succeed() {
        left.forEach(this::remove);
    }

    /** Withdraws the announcement. */
    void withdraw() {
        if (own != null) {
            remove(path());
        }
        own = null;
    }

    /**
     * An announcement that cannot be removed does no harm: it does not count beside a header, and expires where there
     * is none. It is removed even if the publish was interrupted.
     */
    void remove(ObjectPath announcement) {
        boolean isInterrupted = Thread.interrupted();
        try {
            store.backend().delete(announcement);
        } catch (BackendException | CancelledException e) {
            System.getLogger("io.audmodel")
                    .log(Level.DEBUG, "{0} is left in {1}: {2}", announcement, store, e.getMessage());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
