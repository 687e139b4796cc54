package io.audmodel;

import io.audmodel.model.ModelRef;

/**
 * What is to be copied from the repositories of one client to another. Immutable; each call gives a new request.
 *
 * <pre>{@code
 * source.copy(CopyRequest.of(ModelRef.of("emotion-production")).allVersions().aliases(), destination);
 * }</pre>
 */
@CheckReturnValue
public final class CopyRequest {

    private final ModelRef ref;
    private final boolean everyVersion;
    private final boolean withAliases;
    private final boolean withMeta;

    private CopyRequest(ModelRef ref, boolean everyVersion, boolean withAliases, boolean withMeta) {
        this.ref = ref;
        this.everyVersion = everyVersion;
        this.withAliases = withAliases;
        this.withMeta = withMeta;
    }

    /** The version that the reference names, with its metadata. */
    public static CopyRequest of(ModelRef ref) {
        return new CopyRequest(ref, false, false, true);
    }

    /** All versions of the model, in ascending order. */
    public CopyRequest allVersions() {
        return new CopyRequest(ref, true, withAliases, withMeta);
    }

    /** The aliases too: they point to the copy then, wherever they pointed at the destination before. */
    public CopyRequest aliases() {
        return new CopyRequest(ref, everyVersion, true, withMeta);
    }

    /** Not the metadata: the copy has none. */
    public CopyRequest withoutMeta() {
        return new CopyRequest(ref, everyVersion, withAliases, false);
    }

    ModelRef ref() {
        return ref;
    }

    boolean isForAllVersions() {
        return everyVersion;
    }

    boolean isWithAliases() {
        return withAliases;
    }

    boolean isWithMeta() {
        return withMeta;
    }
}
