package io.audmodel.fetch;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.support.Retry;
import io.audmodel.call.Lazy;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.fetch.MemoryBudget.Lease;
import io.audmodel.store.RangeShares.Share;
import io.audmodel.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A large archive in a store that sends ranges: its beginning and its end, with the table of contents, are kept in
 * memory, and ranges between them are requested. All ranges have to come from the same state of the object.
 */
final class RangedBytes implements ArchiveBytes, AutoCloseable {

    /** Each of so many threads may take memory that others would need; more of them take what is spare. */
    private static final int FIRST_THREADS = 8;

    private final Store store;
    private final ObjectInfo info;
    private final ArchiveBytes head;
    private final ArchiveBytes tail;
    private final MemoryBudget memory;
    private final ArchiveRoom room;
    private final ConnectionSpeeds speeds = new ConnectionSpeeds();
    private final AtomicInteger pauses = new AtomicInteger();
    private final Lazy<Share> share;

    /** By the answer that brought the end. */
    private final boolean isNear;

    private final Lazy<List<Lease>> moreThreads = new Lazy<>(this::takeThreads);

    /** The deadline of the reading call, which its threads do not know by themselves. */
    private final Optional<CallDeadline> deadline;

    private RangedBytes(
            Store store,
            ObjectInfo info,
            ArchiveBytes head,
            ArchiveBytes tail,
            ArchiveRoom room,
            MemoryBudget memory,
            boolean isNear,
            Optional<CallDeadline> deadline) {
        this.store = store;
        this.info = info;
        this.head = head;
        this.tail = tail;
        this.room = room;
        this.memory = memory;
        this.isNear = isNear;
        this.deadline = deadline;
        this.share = new Lazy<>(() -> store.ranges().join());
    }

    /**
     * Requests the end of an object.
     *
     * @param head its beginning, but not all of it
     * @param room closed with this
     * @param memory for prefetched parts
     */
    static RangedBytes of(Store store, ObjectInfo info, Buffers head, ArchiveRoom room, MemoryBudget memory) {
        long rest = info.size() - head.length();
        int length = (int) Math.min(room.tail(), rest);
        try (ObjectBody body = request(store, info, info.size() - length, length)) {
            Buffers tail = Buffers.read(store, body, length, ArchiveProgress.none());
            if (!tail.areAll()) {
                throw changed(store, info);
            }
            return new RangedBytes(
                    store,
                    info,
                    ArchiveBytes.of(head.list()),
                    ArchiveBytes.of(tail.list()),
                    room,
                    memory,
                    store.isNear(),
                    CallDeadline.current());
        }
    }

    @Override
    public long size() {
        return info.size();
    }

    @Override
    public ReadableByteChannel open(long position, long length) throws IOException {
        long end = position + length;
        if (end <= head.size()) {
            return head.open(position, length);
        }
        long tailBegin = info.size() - tail.size();
        if (position >= tailBegin) {
            return tail.open(position - tailBegin, length);
        }
        if (position < head.size()) {
            return new ConcatenatedChannel(
                    head.open(position, head.size() - position), this, head.size(), end - head.size());
        }
        if (end > tailBegin) {
            return new ConcatenatedChannel(fetch(position, tailBegin - position), tail, 0, end - tailBegin);
        }
        return fetch(position, length);
    }

    /** Several connections are faster than one, if there is memory for prefetched parts. */
    @Override
    public ReadableByteChannel openAhead(long position, long length) throws IOException {
        boolean hasFew = share.ifMade()
                .map(own -> own.now() < PrefetchChannel.CONNECTIONS)
                .orElse(false);
        if (hasFew || length < 2 * PrefetchChannel.PART) {
            return open(position, length);
        }
        Optional<Lease> lease = memory.tryTake(PrefetchChannel.MEMORY);
        return lease.isPresent() ? new PrefetchChannel(this, position, length, lease.get()) : open(position, length);
    }

    /** The same archive without its beginning and end in memory, which may be damaged themselves. */
    @Override
    public Optional<ArchiveBytes> anew() {
        ArchiveBytes nothing = ArchiveBytes.of(List.of());
        return Optional.of(new RangedBytes(store, info, nothing, nothing, room, memory, isNear, deadline));
    }

    private ReadableByteChannel fetch(long position, long length) {
        return new SteadyChannel(this::body, position, length, speeds, System::nanoTime);
    }

    private ReadableByteChannel body(long position, long length) {
        return new BodyChannel(
                store,
                Retry.observed(
                        pauses::incrementAndGet,
                        () -> CallDeadline.within(deadline, () -> request(store, info, position, length))));
    }

    /** An answer that describes another object may be damaged, or that of a cache in between: it has to come twice. */
    private static ObjectBody request(Store store, ObjectInfo info, long position, long length) {
        return requestOnce(store, info, position, length)
                .or(() -> requestOnce(store, info, position, length))
                .orElseThrow(() -> changed(store, info));
    }

    private static Optional<ObjectBody> requestOnce(Store store, ObjectInfo info, long position, long length) {
        ObjectBody body;
        try {
            body = store.backend().get(info.path(), ByteRange.of(position, length));
        } catch (InvalidArgumentException e) {
            // The object is shorter now.
            return Optional.empty();
        }
        if (isSame(info, body.info())) {
            return Optional.of(body);
        }
        body.close();
        return Optional.empty();
    }

    /** Where both have a checksum it decides: a write that is repeated may be executed late, and date the same bytes anew. */
    private static boolean isSame(ObjectInfo one, ObjectInfo other) {
        boolean areEqual = one.size() == other.size() && one.checksum().equals(other.checksum());
        return areEqual
                && (one.checksum().isPresent()
                        || one.revision().equals(other.revision())
                                && one.modified().equals(other.modified()));
    }

    private static ChecksumMismatchException changed(Store store, ObjectInfo info) {
        return new ChecksumMismatchException("the archive " + info.path() + " in " + store
                + " changed while it was read; nothing was kept, load again");
    }

    /** Streams fill arrays, not direct buffers. */
    @Override
    public ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocate(capacity);
    }

    /** As many threads as it begins with and there is memory for, at least one. */
    @Override
    public int parallelism() {
        return 1 + moreThreads.get().size();
    }

    private List<Lease> takeThreads() {
        List<Lease> leases = new CopyOnWriteArrayList<>();
        takeThreads(leases, share.get().first(isNear));
        return leases;
    }

    /** One thread needs no lease, since the room of the archive has its memory. */
    private void takeThreads(List<Lease> leases, int wanted) {
        boolean isFree = true;
        while (isFree && leases.size() < wanted - 1) {
            Optional<Lease> lease = leases.size() < FIRST_THREADS - 1
                    ? memory.tryTake(ArchiveRoom.PER_RANGE)
                    : memory.tryTakeSpare(ArchiveRoom.PER_RANGE);
            lease.ifPresent(leases::add);
            isFree = lease.isPresent();
        }
    }

    @Override
    public int mostParallelism() {
        return share.get().most();
    }

    @Override
    public int expectedParallelism() {
        return isNear ? narrowParallelism() : mostParallelism();
    }

    @Override
    public int narrowParallelism() {
        return share.get().narrow();
    }

    @Override
    public int pauses() {
        return pauses.get();
    }

    @Override
    public int widen(int wanted) {
        List<Lease> leases = moreThreads.get();
        int shared = Math.min(wanted, share.get().now());
        takeThreads(leases, shared);
        return Math.min(shared, 1 + leases.size());
    }

    @Override
    public void close() {
        moreThreads.ifMade().ifPresent(leases -> leases.forEach(Lease::close));
        share.ifMade().ifPresent(Share::close);
        room.close();
    }
}
