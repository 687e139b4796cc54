package io.audmodel.claim;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.store.ContentChecksum;
import io.audmodel.store.Fence;
import io.audmodel.store.Layout;
import io.audmodel.store.PublishedParts;
import io.audmodel.store.Store;
import io.audmodel.store.StoredDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one publish, each written only if it does not exist. Objects without a visible model belong to a
 * publish that was interrupted, or is under way: equal content is kept; other content is replaced only when it is older
 * than the grace period, and only behind a {@link Fence}, which keeps its publisher from committing. A replacement
 * takes place only if the object is still the one that was read before the fence was seen to stand. So wrong clocks and
 * paused publishers cost an attempt, and never mix two models.
 *
 * <p>Nothing is ever deleted: another publish with the same content may rely on what this one wrote. What a failed
 * publish leaves is invisible, and a repeated publish uses it.
 */
public final class Claim {

    /** Each lost round means that another publisher wrote; all publishers but one end. */
    private static final int MAX_ROUNDS = 20;

    private final Store store;
    private final Backend backend;
    private final ModelKey key;
    private final Clock clock;
    private final Duration grace;
    private final Supplier<Checksum> holder;
    private final Announcement announcement;
    private final Succession succession;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable Content fence;

    /**
     * Whether another fence was replaced after parts had been written: its publisher may be about to replace these
     * parts, which only new revisions prevent.
     */
    private boolean isDisputed;

    private boolean rewriting;

    /**
     * @param grace how old the remains of another publish must be before they are replaced
     * @param holder identifies what is published; called only if remains have to be replaced
     * @param sources identifies a repeated publish cheaply; called only if the store may keep no conditions
     * @param longest the largest length of each object, in bytes
     */
    public Claim(
            Store store,
            ModelKey key,
            Clock clock,
            Duration grace,
            Supplier<Checksum> holder,
            Supplier<Checksum> sources,
            long longest) {
        this.store = store;
        this.backend = store.backend();
        this.key = key;
        this.clock = clock;
        this.grace = grace;
        this.holder = holder;
        this.announcement = new Announcement(store, key, grace, sources, longest);
        this.succession = new Succession(store, key, announcement);
    }

    /** The steps of a publish before its header. */
    public interface Steps {
        /**
         * Writes the parts of the model, and returns its header.
         *
         * @param again whether these parts were written before, and now need bytes that were never written
         */
        Content put(boolean again);
    }

    /**
     * Writes the parts of a model, and makes it visible by its header, which only one publish can do.
     *
     * @throws AlreadyExistsException if there is such a model
     * @throws PublishInProgressException if another publish of this id is under way, or was interrupted
     */
    public void publish(Steps steps) {
        try {
            announce();
            Content header = steps.put(false);
            // A write may have shown that a store keeps no conditions.
            announce();
            if (isDisputed || !commit(header)) {
                rewriting = true;
                parts.clear();
                header = steps.put(true);
                commit(header);
            }
            fence = null;
            requireOwn(header);
            succession.succeed();
            announcement.succeed();
        } finally {
            succession.withdraw();
            announcement.withdraw();
        }
    }

    /** Keeps other publishers of the id away, where the store does not. */
    private void announce() {
        announcement.make();
        if (announcement.isPublished()) {
            throw exists(null);
        }
    }

    /** @throws PublishInProgressException if other content is at the path, and is not old enough to be replaced */
    public void put(ObjectPath path, Content content) {
        write(path, content, Optional.empty(), grace);
    }

    /** As {@link #put}, but checks first, for large content that is probably there. Returns the object. */
    public ObjectInfo resume(ObjectPath path, Content content) {
        return write(path, content, backend.stat(path), grace);
    }

    /** As {@link #resume}, but replaces content of any age: for objects that change between attempts. */
    public void replace(ObjectPath path, Content content) {
        write(path, content, backend.stat(path), Duration.ZERO);
    }

    /** Writes the header. Returns false if there was a fence, which this publish has replaced by its own. */
    private boolean commit(Content header) {
        if (!store.isConditional()) {
            succession.leave(header);
            requireUndisturbed();
        }
        ObjectPath path = Layout.header(key);
        try {
            backend.put(path, header, fence == null ? PutMode.create() : PutMode.replace(requireFence()));
        } catch (ObjectExistsException e) {
            raiseFence(grace);
            return false;
        } catch (ConflictException e) {
            throw lost(backend.stat(path), e);
        } catch (OutcomeUnknownException e) {
            ObjectInfo present = backend.stat(path).orElseThrow(() -> e);
            if (isFence(present)) {
                throw e;
            }
            if (!holds(present, header)) {
                throw lost(Optional.of(present), e);
            }
        }
        return true;
    }

    private ObjectInfo write(ObjectPath path, Content content, Optional<ObjectInfo> seen, Duration age) {
        // The part before may have taken hours, and nothing else keeps this one from what somebody has put there since.
        if (!store.isConditional() && !parts.isEmpty() && !announcement.stands()) {
            throw lost(backend.stat(Layout.header(key)), null);
        }
        ObjectInfo written = settle(path, content, seen, found -> requirePermission(found, age));
        if (fence == null && store.isConditional() && Fence.isSettled(written, store.now(clock))) {
            // What was found may be about to be swept, which a fence prevents.
            parts.add(new Part(path, content, written));
            raiseFence(grace);
            parts.remove(parts.size() - 1);
            written = settle(path, content, backend.stat(path), found -> requirePermission(found, age));
        }
        parts.add(new Part(path, content, written));
        return written;
    }

    /**
     * Writes the content unless it is there already.
     *
     * @param seen the object that is known to be there
     * @param permission throws if the object must not be replaced; called between reading and replacing it
     */
    private ObjectInfo settle(
            ObjectPath path, Content content, Optional<ObjectInfo> seen, Consumer<ObjectInfo> permission) {
        Optional<ObjectInfo> found = seen;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (found.isPresent()) {
                if (isSame(content, found.get()) && (round > 0 || !rewriting)) {
                    return found.get();
                }
                permission.accept(found.get());
            }
            try {
                return backend.put(path, content, found.map(PutMode::replace).orElse(PutMode.create()));
            } catch (ObjectExistsException | ConflictException e) {
                found = backend.stat(path);
            } catch (OutcomeUnknownException e) {
                found = Optional.of(backend.stat(path).orElseThrow(() -> e));
            }
        }
        throw announcement.inProgress(
                path + " was written by others " + MAX_ROUNDS + " times meanwhile; try again later", null);
    }

    private boolean isSame(Content content, ObjectInfo found) {
        return ContentChecksum.of(store, found).equals(ContentChecksum.of(content));
    }

    /** The holder of the fence may replace other content; other publishers must be allowed to raise the fence first. */
    private void requirePermission(ObjectInfo found, Duration age) {
        if (fence != null) {
            requireFence();
        } else if (!isYoungerThan(age, found)) {
            raiseFence(age);
        } else if (store.statHeader(key).isPresent()) {
            throw exists(null);
        } else {
            throw announcement.inProgress(
                    found.path() + " of " + found.modified() + " has other content. It is replaced once it is " + grace
                            + " old, or at once with takeOver()",
                    null);
        }
    }

    private void raiseFence(Duration age) {
        announcement.tryReplacing();
        announce();
        ObjectPath path = Layout.header(key);
        Content document = Content.of(Fence.document(holder.get()));
        settle(path, document, Optional.empty(), found -> {
            if (Fence.isHeader(found)) {
                throw exists(null);
            }
            Optional<byte[]> present = store.read(path).map(StoredDocument::bytes);
            boolean isOfRemoval = present.filter(Fence::isRemoval).isPresent();
            if (isOfRemoval) {
                requireEndOfLease(found);
            }
            boolean isOfEarlierAttempt =
                    present.filter(bytes -> Fence.isOf(bytes, holder.get())).isPresent();
            isDisputed |= !parts.isEmpty();
            if (!isOfEarlierAttempt && !isOfRemoval && isYoungerThan(age, found)) {
                throw announcement.inProgress(
                        "it began at " + found.modified()
                                + " to replace earlier remains. It can be taken over once it is " + grace
                                + " old, or at once with takeOver()",
                        null);
            }
        });
        fence = document;
    }

    /** Not even who takes over may write where somebody else deletes. */
    private void requireEndOfLease(ObjectInfo removal) {
        if (store.now(clock).isBefore(removal.modified().plus(Fence.LEASE))) {
            throw announcement.inProgress(
                    "its remains, or an earlier version of it, are being removed; try again in ten minutes", null);
        }
    }

    /** @throws AlreadyExistsException if the fence of this publish was replaced by a header */
    private ObjectInfo requireFence() {
        Optional<ObjectInfo> present = backend.stat(Layout.header(key));
        return present.filter(this::isFence).orElseThrow(() -> lost(present, null));
    }

    private boolean isFence(ObjectInfo found) {
        return fence != null && !Fence.isHeader(found) && isSame(fence, found);
    }

    /** Where a store keeps no conditions, reading the objects again is all that can be done. */
    private void requireUndisturbed() {
        if (!announcement.stands()) {
            throw lost(backend.stat(Layout.header(key)), null);
        }
        if (fence != null) {
            requireFence();
        }
        for (Part part : parts) {
            if (backend.stat(part.path())
                    .filter(found -> isUntouched(part, found))
                    .isEmpty()) {
                throw announcement.inProgress("it replaced " + part.path() + " in the meantime; try again later", null);
            }
        }
    }

    /**
     * Checks whether the visible model is this one, and writes parts again that a concurrent publisher overwrote: the
     * header decides whose model it is.
     *
     * @throws AlreadyExistsException if the header is another's
     */
    private void requireOwn(Content header) {
        boolean conditional = store.isConditional();
        List<Part> doubtful = new ArrayList<>(parts);
        doubtful.removeIf(part -> store.keepsConditions(part.info().size()));
        if (!doubtful.isEmpty()) {
            announcement.awaitOthers();
        }
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (!conditional) {
                requireUnreplaced(header);
            }
            List<Part> before = List.copyOf(doubtful);
            doubtful.replaceAll(this::putBack);
            if (doubtful.equals(before)) {
                return;
            }
        }
        throw announcement.inProgress(
                "it overwrote the objects of this publish " + MAX_ROUNDS
                        + " times, and the model is damaged: publish another version",
                null);
    }

    /** Returns the part itself if it was not overwritten. */
    private Part putBack(Part part) {
        Optional<ObjectInfo> seen = backend.stat(part.path());
        if (seen.filter(found -> isUntouched(part, found)).isPresent()) {
            return part;
        }
        ObjectInfo now = settle(part.path(), part.content(), seen, found -> {
            if (fence != null) {
                requireFence();
            }
        });
        return new Part(part.path(), part.content(), now);
    }

    /**
     * Where a store cannot refuse the second of two creates, the last header stays; but a publisher that was taken over
     * has to give way, however late.
     */
    private void requireUnreplaced(Content header) {
        ObjectPath path = Layout.header(key);
        Optional<ObjectInfo> present = backend.stat(path);
        boolean isReplaced = present.filter(found -> !holds(found, header)).isPresent();
        boolean stands = announcement.stands();
        if (isReplaced && stands && announcement.hasTakenOver() && isOfThisLibrary(path)) {
            backend.put(path, header, PutMode.overwrite());
        } else if (isReplaced || !stands && succession.givesWay(found -> holds(found, header))) {
            throw lost(backend.stat(path), null);
        }
    }

    /** Publishers of the Python package announce nothing, and so cannot be taken over. */
    private boolean isOfThisLibrary(ObjectPath header) {
        return store.read(header)
                .flatMap(document -> PublishedParts.in(document.bytes()))
                .isPresent();
    }

    /** A store with revisions never reports a wrong one; without revisions the bytes decide. */
    private boolean isUntouched(Part part, ObjectInfo now) {
        return part.isUnchanged(now)
                || (!part.hasRevision(now) && now.size() == part.info().size() && holds(now, part.content()));
    }

    /** A wrong checksum from the store must not make a visible publish fail: the bytes decide. */
    private boolean holds(ObjectInfo present, Content expected) {
        return isSame(expected, present) || ContentChecksum.read(store, present).equals(ContentChecksum.of(expected));
    }

    private boolean isYoungerThan(Duration age, ObjectInfo present) {
        return clock.instant().isBefore(present.modified().plus(age));
    }

    /** What is in the place of the header tells which publisher was quicker. */
    private AudModelException lost(Optional<ObjectInfo> present, @Nullable BackendException cause) {
        return present.filter(Fence::isHeader).isPresent()
                ? exists(cause)
                : announcement.inProgress(
                        "it took over what this publish, or one before it, had written; try again later", cause);
    }

    private AlreadyExistsException exists(@Nullable Throwable cause) {
        return new AlreadyExistsException(
                "model " + key + " exists already in " + store + "; ids are immutable: publish another version", cause);
    }
}
