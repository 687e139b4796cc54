package io.audmodel;

import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to copy from the repositories of one client to another. Immutable; each method returns a new request.
 *
 * <pre>{@code
 * source.copy(CopyRequest.of(ModelRef.of("emotion-production")).withAllVersions().withAliases(), destination);
 * }</pre>
 */
@CheckReturnValue
public final class CopyRequest {

    private final ModelRef ref;
    private final @Nullable Repository destination;
    private final boolean allVersions;
    private final boolean aliases;
    private final boolean meta;

    private CopyRequest(
            ModelRef ref, @Nullable Repository destination, boolean allVersions, boolean aliases, boolean meta) {
        this.ref = ref;
        this.destination = destination;
        this.allVersions = allVersions;
        this.aliases = aliases;
        this.meta = meta;
    }

    /** Copies the version that the reference stands for, with its metadata. */
    public static CopyRequest of(ModelRef ref) {
        return new CopyRequest(ref, null, false, false, true);
    }

    /** Sets the repository of the other client that receives the copy; by default its first. */
    public CopyRequest to(Repository receiver) {
        return new CopyRequest(ref, receiver, allVersions, aliases, meta);
    }

    /** Copies all versions of the model, in ascending order. */
    public CopyRequest withAllVersions() {
        return new CopyRequest(ref, destination, true, aliases, meta);
    }

    /** Copies the aliases too: at the destination they then point to the copy, wherever they pointed before. */
    public CopyRequest withAliases() {
        return new CopyRequest(ref, destination, allVersions, true, meta);
    }

    /** Leaves the metadata out: the copy has none. */
    public CopyRequest withoutMeta() {
        return new CopyRequest(ref, destination, allVersions, aliases, false);
    }

    ModelRef ref() {
        return ref;
    }

    Optional<Repository> destination() {
        return Optional.ofNullable(destination);
    }

    boolean hasAllVersions() {
        return allVersions;
    }

    boolean hasAliases() {
        return aliases;
    }

    boolean hasMeta() {
        return meta;
    }
}
