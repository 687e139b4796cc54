package io.audmodel.it.race;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A store that declares other capabilities than it has, and tells of its objects what a test wants it to tell. */
final class AlteredBackend extends ForwardingBackend {

    private final Set<Capability> capabilities;
    private final UnaryOperator<ObjectInfo> altered;

    AlteredBackend(Backend delegate, Set<Capability> capabilities, UnaryOperator<ObjectInfo> altered) {
        super(delegate);
        this.capabilities = capabilities;
        this.altered = altered;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return super.stat(path).map(altered);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return altered.apply(super.put(path, content, mode));
    }
}
