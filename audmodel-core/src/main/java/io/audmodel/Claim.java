package io.audmodel;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

    private final Store store;
    private final Backend backend;
    private final ModelKey key;
    private final Clock clock;
    private final Duration grace;
    private final Instant begun;
    private final Map<ObjectPath, ObjectInfo> parts = new LinkedHashMap<>();

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
        try {
            parts.put(path, backend.put(path, content, PutMode.create()));
        } catch (ObjectExistsException | OutcomeUnknownException e) {
            ObjectInfo present = backend.stat(path).orElseThrow(() -> e);
            keepOrTakeOver(path, content, present, grace);
        }
    }

    /** As {@link #put}, and looks first: for content that is large, and likely to be there. Returns what is there now. */
    ObjectInfo resume(ObjectPath path, Content content) {
        Optional<ObjectInfo> present = backend.stat(path);
        if (present.isPresent()) {
            keepOrTakeOver(path, content, present.get(), grace);
        } else {
            put(path, content);
        }
        return Objects.requireNonNull(parts.get(path));
    }

    /** As {@link #put}, and replaces other content however young: for what may have changed since an earlier attempt. */
    void replace(ObjectPath path, Content content) {
        Optional<ObjectInfo> present = backend.stat(path);
        if (present.isPresent()) {
            keepOrTakeOver(path, content, present.get(), Duration.ZERO);
        } else {
            put(path, content);
        }
    }

    private void keepOrTakeOver(ObjectPath path, Content content, ObjectInfo present, Duration age) {
        boolean same = ContentChecksum.of(store, present).equals(ContentChecksum.of(content));
        if (same && isYoungerThan(grace.dividedBy(2), present)) {
            parts.put(path, present);
        } else {
            takeOver(path, content, present, same || !isYoungerThan(age, present));
        }
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
            if (!holds(present, ContentChecksum.of(header))) {
                throw exists(e);
            }
        }
        if (!backend.capabilities().contains(Capability.ATOMIC_CREATE)) {
            requireUnreplaced(path, header);
        }
    }

    /** Where a store cannot refuse the second of two creates, the header that is there tells who came last. */
    private void requireUnreplaced(ObjectPath path, Content header) {
        Checksum ours = ContentChecksum.of(header);
        if (backend.stat(path).filter(present -> !holds(present, ours)).isPresent()) {
            throw exists(null);
        }
    }

    /** A checksum that was told wrong shall not deny a publish that is visible: the bytes decide. */
    private boolean holds(ObjectInfo present, Checksum expected) {
        return ContentChecksum.of(store, present).equals(expected)
                || ContentChecksum.read(store, present).equals(expected);
    }

    private void takeOver(ObjectPath path, Content content, ObjectInfo present, boolean allowed) {
        if (backend.stat(Layout.header(key)).isPresent()) {
            throw exists(null);
        }
        if (!allowed) {
            throw new AlreadyExistsException("model " + key + " is being published to " + store
                    + " by somebody else, or such a publish broke off: " + path + " of " + present.modified()
                    + " has other content. It is replaced once it is " + grace + " old, or at once with takeOver()");
        }
        try {
            parts.put(path, backend.put(path, content, PutMode.replace(present)));
        } catch (ConflictException e) {
            throw new AlreadyExistsException(
                    "model " + key + " is being published to " + store + " by somebody else at this moment", e);
        }
    }

    /** A publish so slow that others may have taken its remains over looks whether they did, before it commits. */
    private void requireUndisturbed() {
        if (clock.instant().isBefore(begun.plus(grace.dividedBy(2)))) {
            return;
        }
        parts.forEach((path, info) -> {
            if (!isUnchanged(path, info)) {
                throw new AlreadyExistsException("model " + key + " is being published to " + store
                        + " by somebody else, who replaced " + path + " because this publish took so long");
            }
        });
    }

    private boolean isYoungerThan(Duration age, ObjectInfo present) {
        return clock.instant().isBefore(present.modified().plus(age));
    }

    private boolean isUnchanged(ObjectPath path, ObjectInfo info) {
        Optional<ObjectInfo> present = backend.stat(path);
        return present.isPresent()
                && present.get().size() == info.size()
                && present.get().revision().equals(info.revision());
    }

    private AlreadyExistsException exists(@Nullable Throwable cause) {
        return new AlreadyExistsException(
                "model " + key + " exists already in " + store + "; ids are immutable: publish another version", cause);
    }
}
