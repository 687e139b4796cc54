package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import java.util.Arrays;

/** A document as it was read: its repository, its state and its bytes. */
public final class StoredDocument {

    private final Store store;
    private final ObjectInfo info;
    private final byte[] bytes;

    StoredDocument(Store store, ObjectInfo info, byte[] bytes) {
        this.store = store;
        this.info = info;
        this.bytes = bytes;
    }

    public Store store() {
        return store;
    }

    ObjectInfo info() {
        return info;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Whether the other is the same document of the same repository, with the same content. */
    boolean isSameAs(StoredDocument other) {
        return store == other.store && info.path().equals(other.info.path()) && Arrays.equals(bytes, other.bytes);
    }

    /** The place of the document, for messages. */
    public String source() {
        return info.path() + " in " + store;
    }
}
