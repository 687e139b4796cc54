package io.audmodel.it.tidy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Objects of a repository that count as two days older than they are, until somebody writes them. Thread-safe. */
final class Aging {

    private static final Duration AGE = Duration.ofDays(2);

    private final Set<ObjectPath> old = ConcurrentHashMap.newKeySet();

    /** Makes everything old that is there. */
    void age(Backend backend) {
        try (Stream<ObjectInfo> all = backend.list(ObjectPath.ROOT)) {
            all.forEach(object -> old.add(object.path()));
        }
    }

    /** The repository through these eyes. */
    Backend seenThrough(Backend backend) {
        return new ForwardingBackend(backend) {
            @Override
            public Optional<ObjectInfo> stat(ObjectPath path) {
                return super.stat(path).map(Aging.this::aged);
            }

            @Override
            public ObjectBody get(ObjectPath path, ByteRange range) {
                ObjectBody body = super.get(path, range);
                return new ObjectBody(
                        aged(body.info()), body.stream(), body.file().orElse(null));
            }

            @Override
            public Stream<ObjectInfo> list(ObjectPath prefix) {
                return super.list(prefix).map(Aging.this::aged);
            }

            @Override
            public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                ObjectInfo written = super.put(path, content, mode);
                old.remove(path);
                return written;
            }
        };
    }

    private ObjectInfo aged(ObjectInfo info) {
        return old.contains(info.path())
                ? new ObjectInfo(
                        info.path(),
                        info.size(),
                        info.modified().minus(AGE),
                        info.checksum().orElse(null),
                        info.revision().orElse(null))
                : info;
    }
}
