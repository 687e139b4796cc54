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
 * How a late publisher gives way after a take-over, on a store without conditions, where nothing prevents its header.
 * The publisher that takes over leaves a copy of its own header beside the model before it makes that visible. The late
 * publisher finds its announcement gone after it has written its header: then it restores the header of which there is
 * a copy, or removes its own if there is none yet.
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

    /**
     * Leaves a copy of the header for publishers that were taken over. Call it before checking that this publisher
     * still stands.
     */
    void leave(Content header) {
        if (announcement.hasTakenOver()) {
            ObjectPath path = Layout.succession(key, announcement.publisherName());
            store.backend().put(path, header, PutMode.overwrite());
            left = path;
        }
    }

    /** Keeps the copy, which a paused publisher needs whenever it resumes. */
    void succeed() {
        left = null;
    }

    /** Removes the copy, unless this publisher has succeeded. */
    void withdraw() {
        if (left != null) {
            announcement.remove(left);
        }
    }

    /**
     * Gives way to the publisher that took over from this one, after this one has written its header.
     *
     * @param isOwn whether the object in the place of the header is this publisher's
     * @return false if no other publisher is at work any more: all that checked since have seen this header, and given
     *     way
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
        // A publisher that has left its copy by now may have made its header visible before the deletion; one that has
        // not does so after it.
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
