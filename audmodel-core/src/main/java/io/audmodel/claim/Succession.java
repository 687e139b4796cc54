package io.audmodel.claim;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.ModelKey;
import io.audmodel.store.Layout;
import io.audmodel.store.Store;
import io.audmodel.store.StoredDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a publisher gives way that somebody took over from while it stood still before its header, on a store without
 * conditions, where nothing holds up that header. Whoever takes over leaves his own header beside the model before he
 * makes it visible. The late publisher finds its announcement gone after it has written its header: then it puts the
 * one back that was left, or removes its own if that publisher has not got so far.
 */
final class Succession {

    private final Store store;
    private final ModelKey key;
    private final Announcement announcement;
    private @Nullable ObjectPath left;

    Succession(Store store, ModelKey key, Announcement announcement) {
        this.store = store;
        this.key = key;
        this.announcement = announcement;
    }

    /** Leaves a header to those that were taken over. To be done before it is seen that this publisher still stands. */
    void leave(Content header) {
        if (announcement.hasTakenOver()) {
            ObjectPath path = Layout.succession(key, announcement.publisherName());
            store.backend().put(path, header, PutMode.overwrite());
            left = path;
        }
    }

    /** Keeps what was left, which a publisher that stands still needs whenever it goes on. */
    void succeed() {
        left = null;
    }

    /** Removes what was left, unless this publisher has succeeded. */
    void withdraw() {
        if (left != null) {
            announcement.remove(left);
        }
    }

    /**
     * Gives way to whoever took over from this publisher, after it has written its header.
     *
     * @param isOwn whether what is in the place of the header is of this publisher
     * @return false if nobody else is at work any more: whoever has looked since has seen this header, and given way
     */
    boolean givesWay(Predicate<ObjectInfo> isOwn) {
        Optional<Boolean> settled = announcement.look(Announcement.LOOKS, () -> {
            List<ObjectInfo> others = announcement.others();
            return others.isEmpty()
                    ? Optional.of(false)
                    : Optional.of(isPutBack(others)).filter(isBack -> isBack);
        });
        if (settled.isPresent()) {
            return settled.get();
        }
        ObjectPath header = Layout.header(key);
        store.backend()
                .stat(header)
                .filter(isOwn)
                .ifPresent(found -> store.backend().delete(header));
        // Who has left his header by now may have made it visible before the deletion; who has not does so after it.
        isPutBack(announcement.others());
        return true;
    }

    private boolean isPutBack(List<ObjectInfo> others) {
        Optional<StoredDocument> latest = others.stream()
                .filter(other -> Layout.isSuccession(key, other.path()))
                .max(Comparator.comparing(ObjectInfo::modified))
                .flatMap(other -> store.read(other.path()));
        latest.ifPresent(
                document -> store.backend().put(Layout.header(key), Content.of(document.bytes()), PutMode.overwrite()));
        return latest.isPresent();
    }
}
