package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;

/**
 * How much an archive may unpack to before it is refused.
 *
 * @param maxEntries the number of files and folders, at least 1
 * @param maxBytes the length of all files together in bytes, at least 1
 */
public record ArchiveLimits(int maxEntries, long maxBytes) implements Serializable {

    private static final ArchiveLimits DEFAULTS = new ArchiveLimits(1_000_000, 256L << 30);

    /** @throws InvalidArgumentException if a limit is less than 1 */
    public ArchiveLimits {
        if (maxEntries < 1 || maxBytes < 1) {
            throw new InvalidArgumentException("an archive cannot be limited to " + maxEntries + " entries and "
                    + maxBytes + " bytes: both must be at least 1");
        }
    }

    /** Returns the default limits: 1,000,000 files and folders, and 256 GiB. */
    public static ArchiveLimits defaults() {
        return DEFAULTS;
    }
}
