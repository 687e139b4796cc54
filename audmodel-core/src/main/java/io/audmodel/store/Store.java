package io.audmodel.store;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.support.ForeignNames;
import io.audmodel.cache.Cache;
import io.audmodel.call.ReportedBackend;
import io.audmodel.call.WatchedBackend;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One repository: its backend, connected on first use, and methods that read small documents. */
public final class Store {

    /**
     * The largest document, which no real one comes near. A longer object is no document, or does not fit a small heap.
     */
    public static final int MAX_DOCUMENT_BYTES =
            (int) Math.min(Cache.MAX_DOCUMENT_BYTES, Runtime.getRuntime().maxMemory() / 16);

    /**
     * Content that was damaged on the way arrives intact the next time; content that is damaged where it is stored does
     * not.
     */
    public static final int READS = 3;

    /** The largest size for which conditions hold without {@link Capability#CONDITIONS_AT_ANY_SIZE}. */
    private static final long DECLARED = 1 << 20;

    /** One that answers sooner is on this machine or beside it. Those of clouds mostly take longer. */
    private static final Duration NEAR = Duration.ofMillis(5);

    private static final Set<Capability> CONDITIONAL = Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);

    private final RepositoryAddress place;
    private final String name;
    private final Supplier<Backend> backend;
    private final RangeShares ranges;
    private final Set<PutMode.Kind> tried = ConcurrentHashMap.newKeySet();

    public Store(RepositoryAddress address, Supplier<Backend> backend) {
        this(address, backend, RangeShares.adapting());
    }

    /** @param ranges how many ranges its loads request at a time */
    public Store(RepositoryAddress address, Supplier<Backend> backend, RangeShares ranges) {
        this.place = address.place();
        this.name = place.toString();
        this.backend = backend;
        this.ranges = ranges;
    }

    /** How many ranges loads from this repository request at a time. */
    public RangeShares ranges() {
        return ranges;
    }

    public Repository repository() {
        return place.repository();
    }

    /** The place; two parts of one bucket are two places. */
    public RepositoryAddress place() {
        return place;
    }

    /** The backend, watched by the deadline of this thread's call. */
    public Backend backend() {
        return CallDeadline.current()
                .<Backend>map(deadline ->
                        new WatchedBackend(name, reported(deadline.waitFor("connect", "", name, backend)), deadline))
                .orElseGet(backend);
    }

    private Backend reported(Backend opened) {
        return ReportedBackend.of(name, opened);
    }

    /** What time it is by the clock of the store, as far as its last answer told. */
    public Instant now(Clock clock) {
        return clock.instant().plus(backend().clockAhead().orElse(Duration.ZERO));
    }

    /** Whether the store answers at once, as far as its last answer told. */
    public boolean isNear() {
        return backend()
                .latency()
                .filter(latency -> !latency.isNegative() && latency.compareTo(NEAR) < 0)
                .isPresent();
    }

    /** Whether the store keeps conditions, as far as is known: a write may disprove it. */
    public boolean isConditional() {
        return backend().capabilities().containsAll(CONDITIONAL);
    }

    /**
     * Whether the store also keeps conditions for an object of this length; if not, another writer may overwrite it.
     */
    public boolean keepsConditions(long length) {
        return isConditional()
                && (length <= DECLARED || backend().capabilities().contains(Capability.CONDITIONS_AT_ANY_SIZE));
    }

    /** Whether an object that was changed and changed back has its old revision. */
    boolean revisionsComeBack() {
        Set<Capability> declared = backend().capabilities();
        return declared.contains(Capability.COMPARE_AND_SET) && !declared.contains(Capability.UNIQUE_REVISIONS);
    }

    /**
     * Whether a write with this condition might disprove a capability: this client has not tried one yet, and the store
     * does not declare the capability for all sizes.
     */
    public boolean isUntried(PutMode.Kind condition) {
        Set<Capability> declared = backend().capabilities();
        return declared.containsAll(CONDITIONAL)
                && !declared.contains(Capability.CONDITIONS_AT_ANY_SIZE)
                && !tried.contains(condition);
    }

    /** Records that a write had this condition. */
    public void tried(PutMode.Kind condition) {
        tried.add(condition);
    }

    /** Reads the document at the path, and checks it against the checksum of the store; empty if there is none. */
    public Optional<StoredDocument> read(ObjectPath path) {
        return read(path, MAX_DOCUMENT_BYTES);
    }

    /**
     * As {@link #read(ObjectPath)}.
     *
     * @throws LimitExceededException if it has more than {@code most} bytes
     */
    public Optional<StoredDocument> read(ObjectPath path, int most) {
        return untilIntact(() -> readOnce(path, most));
    }

    /**
     * What is wanted of the objects below a folder that has parts of models alone; names of others in it have to come
     * twice.
     */
    <T> List<T> list(ObjectPath folder, Function<ObjectInfo, Optional<T>> wanted) {
        return ForeignNames.confirmed(foreign -> {
            List<T> found = new ArrayList<>();
            try (Stream<ObjectInfo> listed = backend().list(folder)) {
                listed.forEach(object -> {
                    if (Layout.keyOfPart(object.path()).isEmpty()) {
                        foreign.accept(object.path().text());
                    }
                    wanted.apply(object).ifPresent(found::add);
                });
            }
            return found;
        });
    }

    /** What is in the folder of a version: its parts, and what others put there. */
    public List<ObjectInfo> listVersion(ModelKey key) {
        return list(Layout.version(key), Optional::of);
    }

    /** Reads the header of a model; empty if the model is not visible here. */
    public Optional<StoredDocument> readHeader(ModelKey key) {
        return readHeader(key, MAX_DOCUMENT_BYTES);
    }

    /** @throws LimitExceededException if it has more than {@code most} bytes */
    public Optional<StoredDocument> readHeader(ModelKey key, int most) {
        return read(Layout.header(key), most).filter(Fence::isHeader);
    }

    /** As {@link #readHeader}, without reading the bytes. */
    public Optional<ObjectInfo> statHeader(ModelKey key) {
        return backend().stat(Layout.header(key)).filter(Fence::isHeader);
    }

    /** Repeats a read whose result was damaged, up to {@link #READS} times in all. */
    public static <T> T untilIntact(Supplier<T> read) {
        for (int left = READS - 1; ; left--) {
            try {
                return read.get();
            } catch (ChecksumMismatchException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private Optional<StoredDocument> readOnce(ObjectPath path, int most) {
        try (ObjectBody body = backend().get(path, ByteRange.all())) {
            long size = body.info().size();
            if (size > most) {
                throw new LimitExceededException(
                        path + " in " + name + " has " + size + " bytes, and a document at most " + most
                                + ": it is none, or the heap (-Xmx) is too small for it");
            }
            byte[] bytes = body.stream().readNBytes((int) size + 1);
            requireIntact(body.info(), bytes);
            return Optional.of(new StoredDocument(this, body.info(), bytes));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    ObjectInfo write(ObjectPath path, byte[] document, PutMode mode) {
        return backend().put(path, Content.of(document), mode);
    }

    /** The error for a body that could not be read to its end: an interruption, or a failed transfer. */
    public AudModelException unreadable(ObjectPath path, IOException cause) {
        if (Thread.currentThread().isInterrupted()) {
            return new CancelledException("interrupted while " + path + " was read from " + name, cause);
        }
        return new UnavailableException(
                new Failure(name, "get", path.text(), "the transfer ended too early: " + cause.getMessage()), cause);
    }

    private void requireIntact(ObjectInfo info, byte[] bytes) {
        Checksum actual = Checksum.md5(bytes);
        boolean intact = bytes.length == info.size()
                && info.checksum().map(actual::equals).orElse(true);
        if (!intact) {
            throw new ChecksumMismatchException(info.path() + " in " + name + " arrived damaged: " + bytes.length
                    + " bytes with MD5 " + actual + " instead of " + info.size() + " bytes"
                    + info.checksum().map(expected -> " with MD5 " + expected).orElse("") + ", " + READS
                    + " times: it is damaged where it is stored, or the network damages it");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
