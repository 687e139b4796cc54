package io.audmodel.backend;

/**
 * What a store guarantees about conditional writes, for content of up to 1 MiB at least. Declared by each backend, and tested
 * exactly so. What a write shows not to be kept is declared no more from then on.
 */
public enum Capability {
    /** Of any number of concurrent {@link PutMode#create} calls for one path, exactly one succeeds. */
    ATOMIC_CREATE,
    /** Of any number of concurrent {@link PutMode#replace} calls based on one revision, exactly one succeeds. */
    COMPARE_AND_SET,
    /**
     * A revision never comes back, also when the content does. Without it, as where revisions are checksums, an object
     * that was changed and changed back looks untouched; the client then makes its alias documents and lists unique.
     */
    UNIQUE_REVISIONS,
    /**
     * The other guarantees hold for content of any size. Without it, larger content may be sent in parts, whose conditions
     * the store does not keep among concurrent writers: several may be told that they won, and the content of one of them
     * stays, whole.
     */
    CONDITIONS_AT_ANY_SIZE
}
