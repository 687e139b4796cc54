package io.audmodel.it.kit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.UnavailableException;
import java.util.Optional;

/** Lets a number of changes through and nothing after them: as if the process, or its network, died there. */
public final class Crashing extends ForwardingBackend {

    private int changesLeft;
    private boolean dead;

    public Crashing(Backend delegate, int changes) {
        super(delegate);
        this.changesLeft = changes;
    }

    /** Whether the end came; if not, everything went through. */
    public boolean hasDied() {
        return dead;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        requireAlive("stat", path);
        return super.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        requireAlive("get", path);
        return super.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        change("put", path);
        return super.put(path, content, mode);
    }

    @Override
    public void delete(ObjectPath path) {
        change("delete", path);
        super.delete(path);
    }

    /** An announcement is no step of a publish: where there are conditions, there is none. */
    private void change(String operation, ObjectPath path) {
        if (Layouts.isAnnouncement(path.text())) {
            requireAlive(operation, path);
            return;
        }
        dead = dead || changesLeft == 0;
        changesLeft--;
        requireAlive(operation, path);
    }

    private void requireAlive(String operation, ObjectPath path) {
        if (dead) {
            throw new UnavailableException(new Failure("dead", operation, path.text(), "a test wants it so"));
        }
    }
}
