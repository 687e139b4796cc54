package io.audmodel.it.race;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.Revision;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.model.Checksum;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A connection whose every call is a step of {@link Turns}, to a store that keeps conditions in one of several ways. */
final class SteppedBackend implements Backend {

    /** What a store makes of conditions. */
    enum Conditions {
        /** Looks and writes in one. */
        KEPT,
        /** As {@link #KEPT}, and takes an object for unchanged whose content is, as ETags do. */
        KEPT_BY_CONTENT,
        /** As {@link #KEPT}, but an archive is looked for first and put together then, as many S3 servers do with parts. */
        KEPT_BUT_FOR_ARCHIVES,
        /** Looks first and writes then, and declares so. */
        NONE,
        /** As {@link #NONE}, and declares that it keeps conditions, until a write under one of them is done. */
        IGNORED
    }

    private static final Set<Capability> MAY_BE_KEPT = Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);

    private final Supplier<Backend> store;
    private final Conditions conditions;
    private final Runnable step;
    private volatile boolean disproved;

    /** @param store asked at each call, so that a client can be led to another one */
    SteppedBackend(Supplier<Backend> store, Conditions conditions, Runnable step) {
        this.store = store;
        this.conditions = conditions;
        this.step = step;
    }

    @Override
    public Set<Capability> capabilities() {
        return switch (conditions) {
            case NONE -> Set.of();
            case KEPT_BY_CONTENT -> MAY_BE_KEPT;
            case IGNORED -> disproved ? Set.of() : MAY_BE_KEPT;
            case KEPT -> store.get().capabilities();
            case KEPT_BUT_FOR_ARCHIVES -> {
                Set<Capability> declared = EnumSet.copyOf(store.get().capabilities());
                declared.remove(Capability.CONDITIONS_AT_ANY_SIZE);
                yield declared;
            }
        };
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        step.run();
        return store.get().stat(path).map(this::told);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        step.run();
        return store.get().get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        step.run();
        boolean inTwo = conditions == Conditions.NONE
                || conditions == Conditions.IGNORED
                || conditions == Conditions.KEPT_BUT_FOR_ARCHIVES
                        && path.name().endsWith(".zip")
                        && mode.kind() == PutMode.Kind.CREATE;
        if (!inTwo) {
            return told(store.get().put(path, content, inRevisions(path, mode)));
        }
        if (!mode.isUnique()) {
            requireExpected(path, mode);
            step.run();
        }
        ObjectInfo written = told(store.get().put(path, content, PutMode.overwrite()));
        disproved |= mode.kind() != PutMode.Kind.OVERWRITE;
        return written;
    }

    private void requireExpected(ObjectPath path, PutMode mode) {
        Optional<ObjectInfo> present = store.get().stat(path).map(this::told);
        Failure failure = new Failure("stepped", "put", path.text(), "something else is there");
        if (mode.kind() == PutMode.Kind.CREATE && present.isPresent()) {
            throw new ObjectExistsException(failure);
        }
        if (mode.kind() == PutMode.Kind.REPLACE
                && !present.flatMap(ObjectInfo::revision).equals(Optional.of(mode.expected()))) {
            throw new ConflictException(failure);
        }
    }

    /** What the store has to find unchanged while it writes, where its content is what was expected. */
    private PutMode inRevisions(ObjectPath path, PutMode mode) {
        if (conditions != Conditions.KEPT_BY_CONTENT || mode.kind() != PutMode.Kind.REPLACE) {
            return mode;
        }
        return store.get()
                .stat(path)
                .filter(present -> told(present).revision().equals(Optional.of(mode.expected())))
                .map(PutMode::replace)
                .orElse(mode);
    }

    private ObjectInfo told(ObjectInfo info) {
        Checksum checksum = info.checksum().orElseThrow();
        Revision revision = switch (conditions) {
            case NONE -> null;
            case KEPT_BY_CONTENT, IGNORED -> new Revision(checksum.hex());
            case KEPT, KEPT_BUT_FOR_ARCHIVES -> info.revision().orElseThrow();
        };
        return new ObjectInfo(info.path(), info.size(), info.modified(), checksum, revision);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        step.run();
        return store.get().list(prefix);
    }

    @Override
    public void delete(ObjectPath path) {
        step.run();
        store.get().delete(path);
    }

    @Override
    public URI url(ObjectPath path) {
        return store.get().url(path);
    }

    @Override
    public void close() {
        // The store belongs to the test.
    }
}
