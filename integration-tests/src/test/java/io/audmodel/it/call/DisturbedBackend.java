package io.audmodel.it.call;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.it.call.BackendFault.Way;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A backend that never lets its callers go, in one of the ways that there are, until it is released. */
final class DisturbedBackend extends ForwardingBackend {

    private static final long SLOW_MILLIS = 30;

    private final BackendFault fault;
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile boolean met;

    DisturbedBackend(Backend delegate, BackendFault fault) {
        super(delegate);
        this.fault = fault;
    }

    /** The fault begins. */
    void begin() {
        begun = true;
    }

    /** Whether a call met the fault. */
    boolean isMet() {
        return met;
    }

    /** Releases all waiting calls, and ends the fault. */
    void release() {
        begun = false;
        release.countDown();
    }

    @Override
    public Set<Capability> capabilities() {
        if (isOn(BackendFault.CAPABILITIES_HANG)) {
            hang();
        }
        return super.capabilities();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        enter(Operation.STAT);
        return super.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        enter(Operation.GET);
        ObjectBody body = super.get(path, range);
        if (!begun || fault.way() != Way.BODY) {
            return body;
        }
        met = true;
        InputStream in = new DisturbedStream(body.stream(), body.info().size() / 2, fault, this);
        return new ObjectBody(body.info(), in);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        enter(Operation.PUT);
        if (!begun) {
            return super.put(path, content, mode);
        }
        Failure failure = new Failure("disturbed", "put", path.text(), "a test wants it so");
        return switch (fault) {
            case PUT_IS_UNKNOWN -> throw new OutcomeUnknownException(failure);
            case PUT_IS_DONE_AND_UNKNOWN -> {
                super.put(path, content, mode);
                throw new OutcomeUnknownException(failure);
            }
            case PUT_IS_ALWAYS_LATE -> throw new ConflictException(failure);
            case PUT_ALWAYS_MEETS_ANOTHER -> throw new ObjectExistsException(failure);
            case PUT_DOES_NOTHING -> super.stat(path).orElseThrow(() -> new OutcomeUnknownException(failure));
            default -> super.put(path, content, mode);
        };
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        enter(Operation.LIST);
        Stream<ObjectInfo> listed = super.list(prefix);
        if (!begun || fault.way() != Way.LISTING) {
            return listed;
        }
        met = true;
        return DisturbedListing.of(listed, fault, this);
    }

    @Override
    public void delete(ObjectPath path) {
        enter(Operation.DELETE);
        if (!isOn(BackendFault.DELETE_DOES_NOTHING)) {
            super.delete(path);
        }
    }

    private void enter(Operation operation) {
        if (!begun || !fault.concerns(operation)) {
            return;
        }
        switch (fault.way()) {
            case HANGS -> hang();
            case IS_DEAF -> hangDeaf();
            default -> {
                met |= fault.operation().isPresent();
                if (fault == BackendFault.ALL_ARE_SLOW) {
                    crawl();
                }
            }
        }
    }

    private boolean isOn(BackendFault one) {
        met |= begun && fault == one;
        return begun && fault == one;
    }

    /** Until released or interrupted. */
    void hang() {
        met = true;
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the disturbed backend was interrupted", e);
        }
    }

    /** Waits until released, and ignores interrupts. */
    void hangDeaf() {
        met = true;
        boolean interrupted = false;
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A moment. */
    void crawl() {
        try {
            release.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the disturbed backend was interrupted", e);
        }
    }

    /** A moment, and no interrupt is ever seen again. */
    void crawlDeaf() {
        try {
            release.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // So deaf are some.
            return;
        }
    }
}
