package io.audmodel.dryrun;

import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.dryrun.PlannedChange.Kind;
import io.audmodel.model.RepositoryAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** What is different in one repository, for all connections to it. */
final class Overlay {

    /** A write or deletion looks at what is there, and changes it, in one step. */
    final ReentrantLock writing = new ReentrantLock();

    /** Small content. */
    private final InMemoryBackend kept = new InMemoryBackend();

    /** Content that is not kept, such as archives. */
    final Map<ObjectPath, ObjectInfo> measured = new ConcurrentHashMap<>();

    /** What was there before the first change of a path. */
    private final Map<ObjectPath, Optional<ObjectInfo>> before = new ConcurrentHashMap<>();

    /** Another connection to the small content. */
    InMemoryBackend connect() {
        return kept.reconnect();
    }

    boolean isChanged(ObjectPath path) {
        return before.containsKey(path);
    }

    /** Notes what is below, before it is changed for the first time. */
    void change(ObjectPath path, Optional<ObjectInfo> below) {
        before.putIfAbsent(path, below);
    }

    Stream<PlannedChange> changes(RepositoryAddress place) {
        return before.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().text()))
                .flatMap(entry -> change(place, entry.getKey(), entry.getValue()).stream());
    }

    private Optional<PlannedChange> change(RepositoryAddress place, ObjectPath path, Optional<ObjectInfo> was) {
        Optional<ObjectInfo> is = Optional.ofNullable(measured.get(path)).or(() -> kept.stat(path));
        if (is.isEmpty()) {
            return was.map(info -> new PlannedChange(place, Kind.DELETE, path, info.size()));
        }
        Kind kind = was.isPresent() ? Kind.REPLACE : Kind.CREATE;
        return is.map(info -> new PlannedChange(place, kind, path, info.size()));
    }
}
