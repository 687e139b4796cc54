package io.audmodel.backend;

/** What a store guarantees about conditional writes. Declared once by each backend, and tested exactly so. */
public enum Capability {
    /** Of any number of concurrent {@link PutMode#create} calls for one path, exactly one succeeds. */
    ATOMIC_CREATE,
    /** Of any number of concurrent {@link PutMode#replace} calls based on one revision, exactly one succeeds. */
    COMPARE_AND_SET,
    /**
     * A revision never comes back, also when the content does. Without it, as where revisions are checksums, an object
     * that was changed and changed back looks untouched; the client then makes its alias documents unique.
     */
    UNIQUE_REVISIONS
}
