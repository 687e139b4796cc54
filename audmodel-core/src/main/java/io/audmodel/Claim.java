package io.audmodel;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.model.ModelKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one publish, each written only if it is not there yet. What is there already without a visible model
 * was left by a publish that broke off, or is under way: the same content is kept as it is, or written again where it is
 * so old that others could replace it; other content is replaced only when it is older than the grace period. A
 * replacement takes place only if the object is still what was looked at.
 *
 * <p>Nothing is ever deleted: another publish with the same content may rely on what this one wrote. What a failed
 * publish leaves is invisible, and belongs to whoever repeats it.
 */
final class Claim {

    /** How often something may appear and vanish again before this gives up. */
    private static final int ATTEMPTS = 10;

    /** What belongs at a path, and what the store said when it was put or found there. */
    private record Placed(Content content, ObjectInfo info) {}

    private final Store store;
    private final Backend backend;
    private final ModelKey key;
    private final Clock clock;
    private final Duration grace;
    private final Instant begun;
<<<<<<< HEAD
    private final Map<ObjectPath, Placed> written = new LinkedHashMap<>();
    private final Map<ObjectPath, Placed> adopted = new LinkedHashMap<>();
=======
    private final Map<ObjectPath, ObjectInfo> parts = new LinkedHashMap<>();
>>>>>>> main

    /** @param grace how old the remains of another publish have to be before they are replaced */
    Claim(Store store, ModelKey key, Clock clock, Duration grace) {
        this.store = store;
        this.backend = store.backend();
        this.key = key;
        this.clock = clock;
        this.grace = grace;
        this.begun = clock.instant();
    }

    /** @throws AlreadyExistsException if somebody else's content is at the path, and is not old enough to be replaced */
    void put(ObjectPath path, Content content) {
<<<<<<< HEAD
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                written.put(path, new Placed(content, backend.put(path, content, PutMode.create())));
                return;
            } catch (ObjectExistsException e) {
                Optional<ObjectInfo> present = backend.stat(path);
                if (present.isPresent()) {
                    keepOrTakeOver(path, content, present.get());
                    return;
                }
                // It was there, and is not any more: whoever put it there has undone that.
            } catch (OutcomeUnknownException e) {
                keepOrTakeOver(path, content, backend.stat(path).orElseThrow(() -> e));
                return;
=======
        try {
            parts.put(path, backend.put(path, content, PutMode.create()));
        } catch (ObjectExistsException | OutcomeUnknownException e) {
            ObjectInfo present = backend.stat(path).orElseThrow(() -> e);
            boolean same = ContentChecksum.of(store, present).equals(ContentChecksum.of(content));
            if (same && isYoungerThan(grace.dividedBy(2), present)) {
                parts.put(path, present);
            } else {
                takeOver(path, content, present, same);
>>>>>>> main
            }
        }
        throw atThisMoment(null);
    }

    /** Makes the model visible: writes the header, which only one publish can do. */
    void commit(Content header) {
        requireUndisturbed();
        ObjectPath path = Layout.header(key);
        try {
            backend.put(path, header, PutMode.create());
        } catch (ObjectExistsException e) {
            throw exists(e);
        } catch (OutcomeUnknownException e) {
            ObjectInfo present = backend.stat(path).orElseThrow(() -> e);
            if (!isSame(header, present)) {
                throw exists(e);
            }
        }
    }

<<<<<<< HEAD
    /** Removes what this publish wrote, unless a model has become visible on top of it, or somebody replaced it. */
    void undo(Throwable failure) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!isVisible()) {
                written.forEach(this::deleteIfUnchanged);
                // Somebody who kept the same content may have committed between the look and the removal.
                if (isVisible()) {
                    written.forEach(this::restore);
                }
            }
        } catch (AudModelException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void keepOrTakeOver(ObjectPath path, Content content, ObjectInfo present) {
        if (isSame(content, present)) {
            adopted.put(path, new Placed(content, present));
        } else {
            takeOver(path, content, present);
        }
    }

    private void takeOver(ObjectPath path, Content content, ObjectInfo present) {
        if (isVisible()) {
=======
    private void takeOver(ObjectPath path, Content content, ObjectInfo present, boolean same) {
        if (backend.stat(Layout.header(key)).isPresent()) {
>>>>>>> main
            throw exists(null);
        }
        if (!same && isYoungerThan(grace, present)) {
            throw new AlreadyExistsException("model " + key + " is being published to " + store
                    + " by somebody else, or such a publish broke off: " + path + " of " + present.modified()
                    + " has other content. It is replaced once it is " + grace + " old, or at once with takeOver()");
        }
        try {
<<<<<<< HEAD
            written.put(path, new Placed(content, backend.put(path, content, PutMode.replace(present))));
=======
            parts.put(path, backend.put(path, content, PutMode.replace(present)));
>>>>>>> main
        } catch (ConflictException e) {
            throw atThisMoment(e);
        }
    }

    /** A publish so slow that others may have taken its remains over looks whether they did, before it commits. */
    private void requireUndisturbed() {
        if (clock.instant().isBefore(begun.plus(grace.dividedBy(2)))) {
            return;
        }
<<<<<<< HEAD
        written.forEach((path, placed) -> {
            if (!isUnchanged(path, placed)) {
=======
        parts.forEach((path, info) -> {
            if (!isUnchanged(path, info)) {
>>>>>>> main
                throw new AlreadyExistsException("model " + key + " is being published to " + store
                        + " by somebody else, who replaced " + path + " because this publish took so long");
            }
        });
    }

<<<<<<< HEAD
    /**
     * What was kept may have been removed since by the undo of the publish that wrote it, and a third one have put its own
     * in that place. Once the header is there, everything has to be what belongs to it.
     */
    private void complete(ObjectPath path, Placed kept) {
        Contention.settle(() -> {
            Optional<ObjectInfo> present = backend.stat(path);
            if (present.isPresent() && (isSame(kept.info(), present.get()) || isSame(kept.content(), present.get()))) {
                return present;
            }
            PutMode mode = present.map(PutMode::replace).orElse(PutMode.create());
            return Optional.of(backend.put(path, kept.content(), mode));
        });
    }

    private void deleteIfUnchanged(ObjectPath path, Placed placed) {
        if (isUnchanged(path, placed)) {
            backend.delete(path);
        }
=======
    private boolean isYoungerThan(Duration age, ObjectInfo present) {
        return clock.instant().isBefore(present.modified().plus(age));
>>>>>>> main
    }

    private void restore(ObjectPath path, Placed placed) {
        try {
            backend.put(path, placed.content(), PutMode.create());
        } catch (ObjectExistsException e) {
            // It was not removed, or whoever committed has completed the model.
            return;
        }
    }

    private boolean isVisible() {
        return backend.stat(Layout.header(key)).isPresent();
    }

    private boolean isUnchanged(ObjectPath path, Placed placed) {
        return backend.stat(path)
                .filter(present -> isSame(placed.info(), present))
                .isPresent();
    }

    private static boolean isSame(ObjectInfo info, ObjectInfo present) {
        return present.size() == info.size()
                && present.revision().equals(info.revision())
                && present.checksum().or(info::checksum).equals(info.checksum().or(present::checksum));
    }

    private boolean isSame(Content content, ObjectInfo present) {
        return ContentChecksum.of(store, present).equals(ContentChecksum.of(content));
    }

    private AlreadyExistsException atThisMoment(@Nullable Throwable cause) {
        return new AlreadyExistsException(
                "model " + key + " is being published to " + store + " by somebody else at this moment", cause);
    }

    private AlreadyExistsException exists(@Nullable Throwable cause) {
        return new AlreadyExistsException(
                "model " + key + " exists already in " + store + "; ids are immutable: publish another version", cause);
    }
}
