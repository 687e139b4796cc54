package io.audmodel.claim;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.call.Calls;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.inventory.ListedAliases;
import io.audmodel.inventory.Objection;
import io.audmodel.inventory.Remains;
import io.audmodel.inventory.RemovalResult;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.inventory.StoredAlias;
import io.audmodel.inventory.StoredHeader;
import io.audmodel.inventory.StoredVersion;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.store.Fence;
import io.audmodel.store.Layout;
import io.audmodel.store.Store;
import io.audmodel.store.StoredDocument;
import io.audmodel.store.StoredObjects;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The inventory of a repository; each question is a call of the client. */
public final class StoredInventory implements RepositoryInventory {

    private static final Duration SHORTEST_GRACE = Fence.SETTLED.multipliedBy(2);

    private final Store store;
    private final StoredObjects objects;
    private final Calls calls;
    private final Clock clock;

    public StoredInventory(Store store, StoredObjects objects, Calls calls, Clock clock) {
        this.store = store;
        this.objects = objects;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public RepositoryAddress place() {
        return store.place();
    }

    @Override
    public Duration clockAhead() {
        return store.backend().clockAhead().orElse(Duration.ZERO);
    }

    @Override
    public Instant now() {
        return store.now(clock);
    }

    @Override
    public List<StoredVersion> versions() {
        return calls.run("inventory", store, objects::versions);
    }

    @Override
    public List<StoredAlias> aliases() {
        return calls.run("inventory", store, objects::aliases);
    }

    @Override
    public List<Remains> remains() {
        return calls.run("inventory", store, objects::remains);
    }

    @Override
    public Optional<ExactRef> target(Alias alias) {
        return calls.run("inventory", alias, () -> objects.target(alias));
    }

    @Override
    public Optional<ListedAliases> listedAliases(ModelKey key) {
        return calls.run("inventory", key, () -> objects.listedAliases(key));
    }

    @Override
    public Optional<StoredHeader> header(ModelKey key) {
        return calls.run("inventory", key, () -> objects.header(key));
    }

    @Override
    public ObjectPath archive(ModelKey key, ModelHeader header) {
        return Layout.archive(key, header);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return calls.run("inventory", path, () -> store.backend().stat(path));
    }

    @Override
    public Optional<byte[]> read(ObjectPath path) {
        return calls.run("inventory", path, () -> store.read(path).map(StoredDocument::bytes));
    }

    @Override
    public List<ObjectInfo> list(ObjectPath prefix) {
        return calls.run("inventory", prefix, () -> objects.list(prefix));
    }

    @Override
    public ObjectBody open(ObjectPath path, ByteRange range) {
        return store.backend().get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        requireBeside(path);
        return calls.run("put", path, () -> store.backend().put(path, content, mode));
    }

    @Override
    public void delete(ObjectPath path) {
        requireBeside(path);
        calls.run("delete", path, () -> {
            store.backend().delete(path);
            return path;
        });
    }

    private static void requireBeside(ObjectPath path) {
        boolean isOfAModel = Layout.keyOfPart(path).isPresent() || path.startsWith(Layout.aliases());
        if (isOfAModel || path.isRoot()) {
            throw new InvalidArgumentException(
                    "'" + path + "' is where a model or an alias is, or may be: publish, retire or move it instead");
        }
    }

    @Override
    public URI url(ObjectPath path) {
        return store.backend().url(path);
    }

    @Override
    public ObjectPath page() {
        return Layout.catalogue();
    }

    @Override
    public ObjectPath refusal() {
        return Layout.refusal();
    }

    @Override
    public ObjectPath removals() {
        return Layout.removals();
    }

    @Override
    public Optional<String> reprieve(Remains remains, Duration grace) {
        requireLong(grace);
        ModelKey key = remains.key();
        return calls.run("inventory", key, () -> new FencedRemoval(store, key, clock, grace).reprieve(remains, grace));
    }

    private static void requireLong(Duration grace) {
        if (grace.compareTo(SHORTEST_GRACE) < 0) {
            throw new InvalidArgumentException("what is younger than " + SHORTEST_GRACE
                    + " may belong to a publisher that is at work, and the grace period is " + grace
                    + ": choose a longer one");
        }
    }

    @Override
    public RemovalResult remove(Remains remains, Duration grace, Objection objection) {
        requireLong(grace);
        ModelKey key = remains.key();
        return calls.run(
                "remove", key, () -> new FencedRemoval(store, key, clock, grace).remains(remains, grace, objection));
    }

    @Override
    public RemovalResult retire(ModelKey key, StoredHeader header, Objection objection) {
        return calls.run(
                "retire", key, () -> new FencedRemoval(store, key, clock, SHORTEST_GRACE).visible(header, objection));
    }
}
