package io.audmodel.it.race;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.Revision;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ConflictException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A store that tells states apart by their content alone, as S3 does: what was changed and changed back is the same. */
final class EtagBackend extends ForwardingBackend {

    private final Set<Capability> capabilities;
    private final ReentrantLock writing = new ReentrantLock();

    EtagBackend(Backend delegate, Set<Capability> capabilities) {
        super(delegate);
        this.capabilities = capabilities;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return super.stat(path).map(EtagBackend::byContent);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        ObjectBody body = super.get(path, range);
        return new ObjectBody(byContent(body.info()), body.stream());
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        writing.lock();
        try {
            if (mode.kind() != PutMode.Kind.REPLACE) {
                return byContent(super.put(path, content, mode));
            }
            Optional<Revision> found = stat(path).flatMap(ObjectInfo::revision);
            if (!found.equals(Optional.of(mode.expected()))) {
                throw new ConflictException(new Failure("etags", "put", path.text(), "it has another ETag"));
            }
            return byContent(super.put(path, content, PutMode.overwrite()));
        } finally {
            writing.unlock();
        }
    }

    private static ObjectInfo byContent(ObjectInfo info) {
        Revision etag = new Revision(info.checksum().orElseThrow().hex());
        return new ObjectInfo(
                info.path(), info.size(), info.modified(), info.checksum().orElseThrow(), etag);
    }
}
