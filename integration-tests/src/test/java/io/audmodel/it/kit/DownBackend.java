package io.audmodel.it.kit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A repository that answers nothing, and counts how often it was asked. */
public final class DownBackend implements Backend {

    private final Repository repository;
    private final AtomicInteger asked = new AtomicInteger();

    public DownBackend(Repository repository) {
        this.repository = repository;
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        throw down("stat", path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        throw down("get", path);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        throw down("put", path);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        throw down("list", prefix);
    }

    @Override
    public void delete(ObjectPath path) {
        throw down("delete", path);
    }

    @Override
    public URI url(ObjectPath path) {
        asked.incrementAndGet();
        return URI.create("down:/" + path.text());
    }

    @Override
    public void close() {
        asked.incrementAndGet();
    }

    private UnavailableException down(String operation, ObjectPath path) {
        asked.incrementAndGet();
        return new UnavailableException(
                new Failure(repository.toString(), operation, path.text(), "nobody answers; try later"));
    }
}
