package io.audmodel.follow.poll;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.cache.HeldModel;
import io.audmodel.call.Calls;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CacheException;
import io.audmodel.error.UnavailableException;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.event.delivery.Recorder;
import io.audmodel.follow.Follower;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import io.audmodel.store.AliasCodec;
import io.audmodel.store.AliasNotes;
import io.audmodel.store.Aliases;
import io.audmodel.store.DocumentCache;
import io.audmodel.store.HeaderCodec;
import io.audmodel.store.Headers;
import io.audmodel.store.Layout;
import io.audmodel.store.References;
import io.audmodel.store.Repositories;
import io.audmodel.store.StaleIfError;
import io.audmodel.store.Store;
import io.audmodel.store.VersionNotes;
import io.audmodel.store.Versions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Followers of repositories in memory, whose models are loaded by a list of what was loaded. */
final class Bench {

    static final Alias LIVE = Alias.of("live");
    static final Duration EVERY = Duration.ofSeconds(100);

    /** A repository that may be down, and counts what is asked of it. */
    static final class Shelf extends ForwardingBackend {

        private final InMemoryBackend models;
        private volatile boolean down;
        private volatile Runnable onRequest = () -> {};
        final List<ObjectPath> requests = new CopyOnWriteArrayList<>();

        Shelf(InMemoryBackend models) {
            super(models);
            this.models = models;
        }

        void down(boolean isDown) {
            down = isDown;
        }

        /** From now on, each request runs this when its answer is known, and before it is given. */
        void onRequest(Runnable action) {
            onRequest = action;
        }

        void point(Alias alias, ModelRef target) {
            write(Layout.alias(alias), "uid: " + target + "\n");
        }

        void write(ObjectPath path, String text) {
            models.put(path, Content.of(text.getBytes(StandardCharsets.UTF_8)), PutMode.overwrite());
        }

        void forget(Alias alias) {
            models.delete(Layout.alias(alias));
        }

        void publish(ModelId id) {
            write(Layout.header(ModelKey.of(id)), "name: a model\n");
        }

        void retract(ModelId id) {
            models.delete(Layout.header(ModelKey.of(id)));
        }

        @Override
        public ObjectBody get(ObjectPath path, ByteRange range) {
            requireUp(path);
            try {
                return super.get(path, range);
            } finally {
                onRequest.run();
            }
        }

        @Override
        public Stream<ObjectInfo> list(ObjectPath prefix) {
            requireUp(prefix);
            return super.list(prefix);
        }

        @Override
        public Optional<ObjectInfo> stat(ObjectPath path) {
            requireUp(path);
            return super.stat(path);
        }

        private void requireUp(ObjectPath path) {
            requests.add(path);
            if (down) {
                throw new UnavailableException(new Failure("a shelf", "get", path.text(), "it is down"));
            }
        }
    }

    /** A clock that a test sets. It moves on by a millisecond when somebody looks. */
    static final class TickingClock extends Clock {

        private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));

        void jump(Duration duration) {
            time.updateAndGet(before -> before.plus(duration));
        }

        @Override
        public Instant instant() {
            return time.updateAndGet(before -> before.plusMillis(1));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final List<Shelf> shelves = new ArrayList<>();
    final List<ExactRef> loads = new CopyOnWriteArrayList<>();
    final List<ExactRef> repairs = new CopyOnWriteArrayList<>();
    final Queue<ExactRef> leases = new ConcurrentLinkedQueue<>();
    final List<ClientEvent> events = new CopyOnWriteArrayList<>();
    final AtomicReference<Consumer<ExactRef>> onLoad = new AtomicReference<>(ref -> {});
    final TickingClock clock = new TickingClock();
    private final List<Store> stores = new ArrayList<>();
    private final boolean offline;

    Bench(int repositories) {
        this(repositories, false);
    }

    Bench(int repositories, boolean offline) {
        this.offline = offline;
        for (int i = 0; i < repositories; i++) {
            Shelf shelf = new Shelf(new InMemoryBackend());
            Backend backend = shelf;
            shelves.add(shelf);
            stores.add(new Store(RepositoryAddress.of("memory:here#models" + i), () -> backend));
        }
    }

    Shelf shelf() {
        return shelves.get(0);
    }

    ModelSource source() {
        Repositories repositories = new Repositories(stores, offline, Optional.empty());
        DocumentCache none = new DocumentCache(() -> {
            throw new CacheException("there is no cache");
        });
        Versions versions = new Versions(repositories, none, new VersionNotes(none, repositories, clock));
        AliasNotes notes = new AliasNotes(none, repositories, clock);
        AliasCodec codec = new AliasCodec(new YamlSerializerProvider().create());
        References references = new References(
                versions,
                new Aliases(repositories, versions, codec, notes, Clock.systemUTC()),
                new Headers(repositories, none, new HeaderCodec(new YamlSerializerProvider().create())),
                none,
                repositories,
                new StaleIfError(false, System::nanoTime));
        return new ModelSource(
                new Calls(Duration.ofMinutes(1), false, EventHub.none()),
                references,
                this::hold,
                repairs::add,
                new EventHub(List.of(events::add), Recorder.none()),
                clock);
    }

    Follower follow(Followers followers, ModelRef ref) {
        return followers.follow(ref, EVERY, source());
    }

    /** A lease on a model, which {@link #leases} has until it is closed. */
    private record Lease(Queue<ExactRef> open, ExactRef ref) implements HeldModel {

        @Override
        public Path folder() {
            return Path.of(ref.toString());
        }

        @Override
        public void close() {
            open.remove(ref);
        }
    }

    private HeldModel hold(ExactRef ref) {
        onLoad.get().accept(ref);
        loads.add(ref);
        leases.add(ref);
        return new Lease(leases, ref);
    }
}
