package io.audmodel;

import io.audmodel.backend.ObjectInfo;

/** A document as it was found: where, in which state, and its bytes. */
record StoredDocument(Store store, ObjectInfo info, byte[] bytes) {

    /** Where it was found, for messages. */
    String source() {
        return info.path() + " in " + store;
    }
}
