package io.audmodel.claim;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.ModelKey;
import io.audmodel.store.Layout;
import io.audmodel.store.Store;
import java.util.List;

/** What a version has beside its header, and when each of it may go. */
record StoredPart(Store store, ModelKey key) {

    /** @param publisher whose announcement does not count */
    List<ObjectInfo> beside(String publisher) {
        return store.listVersion(key).stream()
                .filter(part -> !part.path().equals(Layout.header(key)))
                .filter(part -> !part.path().equals(Layout.announcement(key, publisher)))
                .filter(part ->
                        Layout.keyOfPart(part.path()).filter(key::equals).isPresent())
                .toList();
    }

    /**
     * The lower the earlier. Copies of headers come first, since a late publisher makes them visible; the notice of a
     * retirement last, since it says that all has to go.
     */
    static int rank(ModelKey key, ObjectPath path) {
        if (Layout.isSuccession(key, path)) {
            return 0;
        }
        if (Layout.markOfSignature(key, path).isPresent()) {
            return 1;
        }
        if (path.equals(Layout.meta(key))) {
            return 2;
        }
        if (path.equals(Layout.aliases(key))) {
            return 3;
        }
        if (Layout.isAnnouncement(key, path)) {
            return 5;
        }
        return Layout.isRetirement(key, path) ? 6 : 4;
    }
}
