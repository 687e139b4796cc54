package io.audmodel.claim;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;

/** An object of a publish, and its state when it was written or found. */
record Part(ObjectPath path, Content content, ObjectInfo info) {

    boolean isUnchanged(ObjectInfo now) {
        if (now.size() != info.size()) {
            return false;
        }
        if (hasRevision(now)) {
            return now.revision().equals(info.revision());
        }
        return now.checksum().isPresent() && info.checksum().isPresent()
                ? now.checksum().equals(info.checksum())
                : now.modified().equals(info.modified());
    }

    boolean hasRevision(ObjectInfo now) {
        return now.revision().isPresent() && info.revision().isPresent();
    }
}
