package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;

/**
 * Where one stored version of one model is kept, in repositories and caches alike: under the folder of its short or
 * legacy id, in the folder of its version. Made from an {@link ExactRef} once the version is known.
 *
 * @param id the text of a short or legacy id
 * @param version the version
 */
public record ModelKey(String id, Version version) implements Serializable {

    /** @throws InvalidArgumentException if the id is neither a short nor a legacy id */
    public ModelKey {
        if (!ShortId.PATTERN.matcher(id).matches()
                && !LegacyId.PATTERN.matcher(id).matches()) {
            throw new InvalidArgumentException("'" + id + "' is neither a short id, such as 3e120e8d, nor a legacy id");
        }
    }

    /** The key of an id, which carries its version. */
    public static ModelKey of(ModelId id) {
        return new ModelKey(id.shortId().text(), id.version());
    }

    /** The key of a legacy model whose version is known. */
    public static ModelKey of(LegacyId id, Version version) {
        return new ModelKey(id.text(), version);
    }

    /** The reference that this is the key of. */
    public ExactRef ref() {
        return LegacyId.PATTERN.matcher(id).matches() ? LegacyId.of(id) : new ModelId(ShortId.of(id), version);
    }

    // As in Repository: quicker at the first call of a process.
    @Override
    public int hashCode() {
        return 31 * id.hashCode() + version.text().hashCode();
    }

    /** {@code <id>-<version>}: what the names of the stored files begin with. */
    @Override
    public String toString() {
        return id + "-" + version;
    }
}
