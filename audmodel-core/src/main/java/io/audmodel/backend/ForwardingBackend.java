package io.audmodel.backend;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Passes every call on to another backend. Extend it to change some of them. */
public abstract class ForwardingBackend implements Backend {

    private final Backend delegate;

    /** @param delegate closed with this one */
    protected ForwardingBackend(Backend delegate) {
        this.delegate = delegate;
    }

    @Override
    public Set<Capability> capabilities() {
        return delegate.capabilities();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return delegate.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        return delegate.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return delegate.put(path, content, mode);
    }

    @Override
    public Optional<PreparedContent> prepare(ObjectPath path, Content content) {
        return delegate.prepare(path, content);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return delegate.list(prefix);
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
    public Optional<Duration> clockAhead() {
        return delegate.clockAhead();
    }

    @Override
    public Optional<Duration> latency() {
        return delegate.latency();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
