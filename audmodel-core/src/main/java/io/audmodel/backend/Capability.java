package io.audmodel.backend;

/**
 * A guarantee of a store about conditional writes, for content of at least up to 1 MiB. Each backend declares its
 * guarantees, and the contract tests exactly these. After a write shows one to be broken, the backend no longer
 * declares it.
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
     * The other guarantees hold for content of any size. Without it, larger content may be sent in parts, whose
     * conditions the store does not keep among concurrent writers: several may get a success, and the content of one of
     * them stays, whole.
     */
    CONDITIONS_AT_ANY_SIZE
}
