package io.audmodel.it.kit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.BackendException;
import io.audmodel.error.BackendException.Failure;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A repository that fails for some objects, for as long as a test wants it so. */
public final class SelectiveBackend extends ForwardingBackend {

    private volatile Predicate<ObjectPath> failing = path -> false;
    private volatile Function<Failure, ? extends BackendException> kind = failure -> {
        throw new IllegalStateException("nothing fails");
    };

    public SelectiveBackend(Backend delegate) {
        super(delegate);
    }

    /** From now on these fail so, and no others. */
    public void fail(Predicate<ObjectPath> paths, Function<Failure, ? extends BackendException> how) {
        kind = how;
        failing = paths;
    }

    /** From now on nothing fails. */
    public void heal() {
        failing = path -> false;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        require(path);
        return super.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        require(path);
        return super.get(path, range);
    }

    private void require(ObjectPath path) {
        if (failing.test(path)) {
            throw kind.apply(new Failure("selective", "get", path.text(), "a test wants it so"));
        }
    }
}
