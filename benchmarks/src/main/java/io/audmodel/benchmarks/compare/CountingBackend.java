package io.audmodel.benchmarks.compare;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts the requests that read, and the objects that listings tell of. For one thread. */
final class CountingBackend extends ForwardingBackend {

    private long requests;

    CountingBackend(Backend delegate) {
        super(delegate);
    }

    /** How many there were since this was asked last. */
    long takeRequests() {
        long taken = requests;
        requests = 0;
        return taken;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        requests++;
        return super.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        requests++;
        return super.get(path, range);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        requests++;
        return super.list(prefix).peek(object -> requests++);
    }
}
