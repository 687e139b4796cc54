package io.audmodel.junit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Passes requests on to a store as its state of the moment allows. */
final class UnreliableBackend extends ForwardingBackend {

    /**
     * @param delay how long each request waits at most before the fault, if any, meets it
     * @param over is opened when another state follows, which ends the waits of this one
     */
    private record State(@Nullable RepositoryFault fault, Duration delay, CountDownLatch over) {

        State(@Nullable RepositoryFault fault, Duration delay) {
            this(fault, delay, new CountDownLatch(1));
        }

        boolean hangs() {
            return fault == RepositoryFault.HANGING;
        }
    }

    private final String name;
    private final AtomicLong requests = new AtomicLong();
    private volatile State state = new State(null, Duration.ZERO);

    UnreliableBackend(String name, Backend store) {
        super(store);
        this.name = name;
    }

    long requests() {
        return requests.get();
    }

    void failWith(@Nullable RepositoryFault fault) {
        enter(new State(fault, state.delay()));
    }

    void delay(Duration each) {
        enter(new State(state.fault(), each));
    }

    void recover() {
        enter(new State(null, Duration.ZERO));
    }

    private void enter(State next) {
        State last = state;
        state = next;
        last.over().countDown();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return request("stat", path) == RepositoryFault.EMPTY ? Optional.empty() : super.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        RepositoryFault fault = request("get", path);
        if (fault == RepositoryFault.EMPTY) {
            throw new ObjectNotFoundException(failure("get", path, "there is no such object"));
        }
        ObjectBody body = super.get(path, range);
        boolean damaged =
                fault == RepositoryFault.DAMAGED_ARCHIVES && path.text().endsWith(".zip");
        return damaged ? new ObjectBody(body.info(), new DamagedStream(body.stream())) : body;
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        request("put", path);
        return super.put(path, content, mode);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return request("list", prefix) == RepositoryFault.EMPTY ? Stream.empty() : super.list(prefix);
    }

    @Override
    public void delete(ObjectPath path) {
        request("delete", path);
        super.delete(path);
    }

    /** Returns the fault that the request itself has to show, if there is one. */
    private @Nullable RepositoryFault request(String operation, ObjectPath path) {
        requests.incrementAndGet();
        RepositoryFault fault = waitAsWanted();
        if (fault == null) {
            return null;
        }
        switch (fault) {
            case UNAVAILABLE -> throw new UnavailableException(failure(operation, path, "the store does not answer"));
            case ACCESS_DENIED -> throw new AccessDeniedException(failure(operation, path, "this is not permitted"));
            case NOT_AUTHENTICATED ->
                throw new AuthenticationException(failure(operation, path, "the credentials are not accepted"));
            case REPOSITORY_MISSING ->
                throw new RepositoryNotFoundException(failure(operation, path, "there is no such repository"));
            default -> {
                return fault;
            }
        }
    }

    private @Nullable RepositoryFault waitAsWanted() {
        try {
            State now = state;
            if (!now.delay().isZero()) {
                boolean ended = now.over().await(now.delay().toNanos(), TimeUnit.NANOSECONDS);
                now = ended ? state : now;
            }
            while (now.hangs()) {
                now.over().await();
                now = state;
            }
            return now.fault();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the thread was interrupted while the repository did not answer", e);
        }
    }

    private Failure failure(String operation, ObjectPath path, String reason) {
        return new Failure(name, operation, path.text(), reason + " (as the test wants it)");
    }
}
