package io.audmodel.backend.support;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PreparedContent;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Guards an adapter: every call, every read of a body and every step of a listing passes through it, so that only
 * {@link AudModelException}s (and the {@code IOException} of a read) leave the adapter, whatever the libraries below it
 * throw. A backend translates the exceptions it knows; the guard translates the others, since one raw exception would
 * end the search in all other repositories. It also refuses calls after {@link #close}, and calls of an interrupted
 * thread.
 *
 * <p>An adapter extends this class, and passes its implementation to the constructor. Thread-safe if the implementation
 * is.
 */
public class GuardedBackend implements Backend {

    private final String repository;
    private final Backend inner;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param repository the repository as text, for messages
     * @param inner the implementation; it is closed once, with this one
     */
    public GuardedBackend(String repository, Backend inner) {
        this.repository = repository;
        this.inner = inner;
    }

    @Override
    public final Set<Capability> capabilities() {
        return call("connect", "", inner::capabilities);
    }

    @Override
    public final Optional<ObjectInfo> stat(ObjectPath path) {
        return enter("stat", path.requireObject(), () -> inner.stat(path));
    }

    @Override
    public final ObjectBody get(ObjectPath path, ByteRange range) {
        ObjectBody body = enter("get", path.requireObject(), () -> inner.get(path, range));
        GuardedStream stream = new GuardedStream(body.stream(), e -> translated("get", path.text(), e));
        return new ObjectBody(body.info(), stream, body.file().orElse(null));
    }

    @Override
    public final ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        Content own = content instanceof GuardedContent prepared && prepared.owner == this ? prepared.inner : content;
        return enter("put", path.requireObject(), () -> inner.put(path, own, mode));
    }

    @Override
    public final Optional<PreparedContent> prepare(ObjectPath path, Content content) {
        return enter("prepare", path.requireObject(), () -> inner.prepare(path, content))
                .map(prepared -> new GuardedContent(this, path, prepared));
    }

    @Override
    public final Stream<ObjectInfo> list(ObjectPath prefix) {
        Stream<ObjectInfo> listed = enter("list", prefix, () -> inner.list(prefix));
        return StreamSupport.stream(
                        () -> new Steps(prefix, call("list", prefix.text(), listed::spliterator)),
                        Spliterator.NONNULL,
                        false)
                .onClose(() -> call("list", prefix.text(), () -> {
                    listed.close();
                    return prefix;
                }));
    }

    @Override
    public final void delete(ObjectPath path) {
        enter("delete", path.requireObject(), () -> {
            inner.delete(path);
            return path;
        });
    }

    @Override
    public final URI url(ObjectPath path) {
        return call("url", path.text(), () -> inner.url(path));
    }

    @Override
    public final Optional<Duration> clockAhead() {
        return call("connect", "", inner::clockAhead);
    }

    @Override
    public final Optional<Duration> latency() {
        return call("connect", "", inner::latency);
    }

    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            call("close", "", () -> {
                inner.close();
                return repository;
            });
        }
    }

    /** One element at a time: what the caller does with it is not guarded. */
    private final class Steps extends AbstractSpliterator<ObjectInfo> {

        private final ObjectPath prefix;
        private final Spliterator<ObjectInfo> listed;

        @Nullable
        private ObjectInfo next;

        Steps(ObjectPath prefix, Spliterator<ObjectInfo> listed) {
            super(Long.MAX_VALUE, Spliterator.NONNULL);
            this.prefix = prefix;
            this.listed = listed;
        }

        @Override
        public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
            next = null;
            enter("list", prefix, () -> listed.tryAdvance(info -> next = info));
            ObjectInfo found = next;
            if (found != null) {
                action.accept(found);
            }
            return found != null;
        }
    }

    private static final class GuardedContent implements PreparedContent {

        private final GuardedBackend owner;
        private final ObjectPath path;
        private final PreparedContent inner;

        GuardedContent(GuardedBackend owner, ObjectPath path, PreparedContent inner) {
            this.owner = owner;
            this.path = path;
            this.inner = inner;
        }

        @Override
        public void read() {
            owner.enter("prepare", path, () -> {
                inner.read();
                return path;
            });
        }

        @Override
        public OptionalLong length() {
            return inner.length();
        }

        @Override
        public OptionalLong longest() {
            return inner.longest();
        }

        @Override
        public Optional<Checksum> checksum() {
            return inner.checksum();
        }

        @Override
        public Optional<Path> sourceFile() {
            return inner.sourceFile();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            inner.writeTo(out);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private <T> T enter(String operation, ObjectPath path, Supplier<T> call) {
        if (closed.get()) {
            throw closed(operation, path.text(), null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(operation, path.text(), null);
        }
        return call(operation, path.text(), call);
    }

    private <T> T call(String operation, String path, Supplier<T> call) {
        try {
            return call.get();
        } catch (AudModelException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            throw translated(operation, path, e);
        }
    }

    private AudModelException translated(String operation, String path, Throwable failure) {
        if (failure instanceof AudModelException ours) {
            return ours;
        }
        if (isInterrupt(failure)) {
            Thread.currentThread().interrupt();
            return cancelled(operation, path, failure);
        }
        if (closed.get()) {
            return closed(operation, path, failure);
        }
        // The message of the failure stays in the cause, since it may hold a credential.
        String what = failure.getClass().getSimpleName() + ", which nobody expected";
        return operation.equals("put")
                ? new OutcomeUnknownException(
                        failure(operation, path, what + ": read it again, and report this with its cause"), failure)
                : new StorageException(
                        failure(
                                operation,
                                path,
                                what + ": see whether the server answers as it should, and report this with its cause"),
                        failure);
    }

    private static boolean isInterrupt(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private CancelledException cancelled(String operation, String path, @Nullable Throwable cause) {
        return new CancelledException(operation + " " + path + " in " + repository + " was interrupted", cause);
    }

    private StorageException closed(String operation, String path, @Nullable Throwable cause) {
        return new StorageException(failure(operation, path, "the backend is closed: open another"), cause);
    }

    private Failure failure(String operation, String path, String reason) {
        return new Failure(repository, operation, path, reason);
    }
}
