package io.audmodel.it.call;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The listings of a {@link DisturbedBackend}: what is there, and then no end. */
final class DisturbedListing implements Iterator<ObjectInfo> {

    private static final int DEEPEST = 200;

    private final List<ObjectInfo> good;
    private final BackendFault fault;
    private final DisturbedBackend backend;
    private int next;

    private DisturbedListing(List<ObjectInfo> good, BackendFault fault, DisturbedBackend backend) {
        this.good = good;
        this.fault = fault;
        this.backend = backend;
    }

    static Stream<ObjectInfo> of(Stream<ObjectInfo> listed, BackendFault fault, DisturbedBackend backend) {
        DisturbedListing listing = new DisturbedListing(listed.toList(), fault, backend);
        Stream<ObjectInfo> steps = StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(listing, Spliterator.NONNULL | Spliterator.ORDERED), false);
        return fault == BackendFault.LIST_DOES_NOT_CLOSE ? steps.onClose(backend::hangDeaf) : steps;
    }

    @Override
    public boolean hasNext() {
        if (next < good.size()) {
            return true;
        }
        switch (fault) {
            case LIST_STALLS -> backend.hang();
            case LIST_STALLS_AND_IS_DEAF -> backend.hangDeaf();
            case LIST_CRAWLS -> backend.crawlDeaf();
            default -> {}
        }
        return switch (fault) {
            case LIST_STALLS, LIST_STALLS_AND_IS_DEAF, LIST_DOES_NOT_CLOSE -> false;
            default -> !good.isEmpty();
        };
    }

    @Override
    public ObjectInfo next() {
        ObjectInfo like = good.get(next % good.size());
        int number = next++;
        return switch (fault) {
            case LIST_GOES_ON_AND_ON -> number < good.size() ? like : other(like, number + "");
            case LIST_GOES_DEEPER_AND_DEEPER ->
                number < good.size() ? like : other(like, "a/".repeat(number % DEEPEST) + number);
            default -> like;
        };
    }

    private static ObjectInfo other(ObjectInfo like, String name) {
        return new ObjectInfo(new ObjectPath(like.path().text() + "." + name), like.size(), Instant.EPOCH, null, null);
    }
}
