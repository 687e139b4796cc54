package io.audmodel.call;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.deadline.CallDeadline;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A backend within one call: it refuses operations after the call's deadline, records what the call waits for, and
 * arriving bytes postpone the deadline. So no loop over a backend outlasts its call, whatever the backend answers.
 */
public final class WatchedBackend extends ForwardingBackend {

    private final String repository;
    private final CallDeadline deadline;

    /** @param repository the repository as text, for messages */
    public WatchedBackend(String repository, Backend inner, CallDeadline deadline) {
        super(inner);
        this.repository = repository;
        this.deadline = deadline;
    }

    @Override
    public Set<Capability> capabilities() {
        return deadline.waitFor("connect", "", repository, super::capabilities);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return deadline.waitFor("stat", path.text(), repository, () -> super.stat(path));
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        ObjectBody body = deadline.waitFor("get", path.text(), repository, () -> super.get(path, range));
        WatchedStream stream = new WatchedStream(body.stream(), path.text(), repository, deadline);
        return new ObjectBody(body.info(), stream, body.file().orElse(null));
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return deadline.waitFor("put", path.text(), repository, () -> super.put(path, content, mode));
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        Stream<ObjectInfo> listed = deadline.waitFor("list", prefix.text(), repository, () -> super.list(prefix));
        return StreamSupport.stream(() -> new Steps(prefix, listed.spliterator()), Spliterator.NONNULL, false)
                .onClose(listed::close);
    }

    @Override
    public void delete(ObjectPath path) {
        deadline.waitFor("delete", path.text(), repository, () -> {
            super.delete(path);
            return path;
        });
    }

    private final class Steps extends AbstractSpliterator<ObjectInfo> {

        private final ObjectPath prefix;
        private final Spliterator<ObjectInfo> listed;

        Steps(ObjectPath prefix, Spliterator<ObjectInfo> listed) {
            super(Long.MAX_VALUE, Spliterator.NONNULL);
            this.prefix = prefix;
            this.listed = listed;
        }

        @Override
        public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
            return deadline.waitFor("list", prefix.text(), repository, () -> listed.tryAdvance(action));
        }
    }
}
