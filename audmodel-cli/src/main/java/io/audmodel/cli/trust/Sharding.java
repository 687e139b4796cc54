package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.SigningScope;

/**
 * Into what files are divided that are signed, and how it is named.
 *
 * @param size of the parts in bytes; 0 for one digest of each file
 * @param isForPython whether names are those that Python's model-signing verifies
 */
public record Sharding(long size, boolean isForPython) {

    private static final long MOST = SigningScope.USUAL_SHARD;

    /** Shorter ones are not hashed while a model is unpacked, and make signatures large. */
    private static final long LEAST = 1 << 20;

    /** @throws InvalidArgumentException if parts are too short or too long */
    public Sharding {
        if (size != 0 && (size < LEAST || size > MOST)) {
            throw new InvalidArgumentException(
                    "a shard of " + size + " bytes is too " + (size < LEAST ? "short" : "long") + ": it has from 1MiB ("
                            + LEAST + " bytes) to 1GB (" + MOST + ")");
        }
    }

    SigningScope scope() {
        SigningScope scope = size == 0 ? SigningScope.files() : SigningScope.shards(size);
        return isForPython ? scope.withShardsNamedAsInPython().withFileUnnamedAsInPython() : scope;
    }
}
