package io.audmodel.testkit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException;
import io.audmodel.error.BackendException.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Records the calls to another backend, and fails or delays chosen ones. Thread-safe.
 *
 * <pre>{@code
 * FaultyBackend backend = new FaultyBackend(new InMemoryBackend());
 * backend.before(1, call -> call.is(PUT, ".header.yaml"), FaultyBackend.failing(UnavailableException::new));
 * backend.after(1, call -> call.is(PUT, ".zip"), FaultyBackend.failing(OutcomeUnknownException::new));
 * }</pre>
 */
public final class FaultyBackend extends ForwardingBackend {

    /** The methods that contact the store. */
    public enum Operation {
        STAT,
        GET,
        PUT,
        LIST,
        DELETE
    }

    /**
     * One call.
     *
     * @param path the object's path, or the prefix of a listing
     */
    public record Call(Operation operation, ObjectPath path) {

        /** Returns whether this is a call of this method for a path with this ending. */
        public boolean is(Operation wanted, String ending) {
            return operation == wanted && path.text().endsWith(ending);
        }
    }

    private record Rule(boolean before, int nth, Predicate<Call> matching, Consumer<Call> action, AtomicInteger seen) {

        void apply(boolean now, Call call) {
            if (now == before && matching.test(call) && seen.incrementAndGet() == nth) {
                action.accept(call);
            }
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** @param delegate the other backend, which is closed with this one */
    public FaultyBackend(Backend delegate) {
        super(delegate);
    }

    /** Returns all calls so far, failed ones included, in the order in which they began. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns how many calls so far match. */
    public long count(Predicate<Call> matching) {
        return calls.stream().filter(matching).count();
    }

    /**
     * Runs an action before a call reaches the store. If it throws, the caller gets the exception, and the store does
     * not get the call.
     *
     * @param nth the number of the call among the matching ones that begin from now on, counted from 1
     * @param action throws, or waits, as {@link Pause} does
     */
    public void before(int nth, Predicate<Call> matching, Consumer<Call> action) {
        rules.add(new Rule(true, nth, matching, action, new AtomicInteger()));
    }

    /**
     * Runs an action after a call has succeeded in the store. If it throws, the caller gets the exception in place of
     * the answer, as if the answer had been lost.
     *
     * @param nth the number of the call among the matching ones that succeed from now on, counted from 1
     * @param action throws, or waits, as {@link Pause} does
     */
    public void after(int nth, Predicate<Call> matching, Consumer<Call> action) {
        rules.add(new Rule(false, nth, matching, action, new AtomicInteger()));
    }

    /** Returns an action that throws an error of the call, such as {@code failing(UnavailableException::new)}. */
    public static Consumer<Call> failing(Function<Failure, ? extends BackendException> kind) {
        return call -> {
            String operation = call.operation().name().toLowerCase(Locale.ROOT);
            throw kind.apply(new Failure("faulty", operation, call.path().text(), "a test wants it so"));
        };
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return call(Operation.STAT, path, () -> super.stat(path));
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        return call(Operation.GET, path, () -> super.get(path, range));
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return call(Operation.PUT, path, () -> super.put(path, content, mode));
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return call(Operation.LIST, prefix, () -> super.list(prefix));
    }

    @Override
    public void delete(ObjectPath path) {
        call(Operation.DELETE, path, () -> {
            super.delete(path);
            return Operation.DELETE;
        });
    }

    private <T> T call(Operation operation, ObjectPath path, Supplier<T> request) {
        Call call = new Call(operation, path);
        calls.add(call);
        rules.forEach(rule -> rule.apply(true, call));
        T answer = request.get();
        rules.forEach(rule -> rule.apply(false, call));
        return answer;
    }
}
