package io.audmodel.benchmarks.compare;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the requests that read, and the objects that listings tell of. For one thread. */
final class CountingBackend implements Backend {

    private final Backend delegate;
    private long requests;

    CountingBackend(Backend delegate) {
        this.delegate = delegate;
    }

    /** How many there were since this was asked last. */
    long takeRequests() {
        long taken = requests;
        requests = 0;
        return taken;
    }

    @Override
    public Set<Capability> capabilities() {
        return delegate.capabilities();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        requests++;
        return delegate.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        requests++;
        return delegate.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return delegate.put(path, content, mode);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        requests++;
        return delegate.list(prefix).peek(object -> requests++);
    }

    @Override
    public void delete(ObjectPath path) {
        delegate.delete(path);
    }

    @Override
    public URI url(ObjectPath path) {
        return delegate.url(path);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
