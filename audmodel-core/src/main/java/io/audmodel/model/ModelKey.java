package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;

/**
 * The place of one version of a model in repositories and caches: the folder of its short or legacy id, and in it the
 * folder of its version. It is made of an {@link ExactRef} once the version is known.
 *
 * @param id the text of a short or legacy id
 * @param version the version
 */
public record ModelKey(String id, Version version) implements Serializable {

    private static final int SHORT = 8;

    /** @throws InvalidArgumentException if the id is neither a short nor a legacy id */
    public ModelKey {
        if (!ShortId.isShortId(id) && !LegacyId.PATTERN.matcher(id).matches()) {
            throw new InvalidArgumentException("'" + id + "' is neither a short id, such as 3e120e8d, nor a legacy id");
        }
    }

    /** Returns the key of an id, which includes its version. */
    public static ModelKey of(ModelId id) {
        return new ModelKey(id.shortId().text(), id.version());
    }

    /** Returns the key of a legacy id whose version is known. */
    public static ModelKey of(LegacyId id, Version version) {
        return new ModelKey(id.text(), version);
    }

    /** Returns the reference of this key. */
    public ExactRef ref() {
        // Only the lengths differ, and this is quicker than the patterns.
        return id.length() == SHORT ? new ModelId(ShortId.of(id), version) : LegacyId.of(id);
    }

    // As in Repository: quicker at the first call of a process.
    @Override
    public int hashCode() {
        return 31 * id.hashCode() + version.text().hashCode();
    }

    /** Returns {@code <id>-<version>}, which the names of the stored files begin with. */
    @Override
    public String toString() {
        return id + "-" + version;
    }
}
