package io.audmodel.archive;

import io.audmodel.error.LimitExceededException;
import io.audmodel.error.PlainText;
import io.audmodel.model.ArchiveLimits;

/** Counts against the limits. Its errors name the limit that was reached. */
public final class Quota {

    private final String archive;
    private final ArchiveLimits limits;
    private long bytes;

    /** @param archive what the archive is, for messages */
    public Quota(String archive, ArchiveLimits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    /** @param count the number of files and folders, so far or in all; a negative one is beyond 2^63 */
    public void requireEntries(long count) {
        if (count < 0 || count > limits.maxEntries()) {
            throw exceeded("has more than " + limits.maxEntries() + " files and folders", "maxEntries");
        }
    }

    /**
     * Adds the size of one more file.
     *
     * @param name the name of its entry
     */
    public void requireBytes(String name, long size) {
        if (size > limits.maxBytes() - bytes) {
            throw exceeded(
                    "unpacks to more than " + limits.maxBytes() + " bytes (at " + PlainText.quoted(name) + " with "
                            + size + " bytes)",
                    "maxBytes");
        }
        bytes += size;
    }

    /** Bounds the list of names. */
    public void requireDirectory(long length, long most) {
        if (length > most) {
            throw exceeded("has a central directory of " + length + " bytes, more than " + most, "maxEntries");
        }
    }

    /** Bounds the list of names by the heap of this process. */
    public void requireMemory(long length, long most) {
        if (length > most) {
            throw new LimitExceededException("archive " + archive + " has a central directory of " + length
                    + " bytes, and the heap of this process has room for one of " + most
                    + "; nothing was unpacked. Raise the heap (-Xmx) to more than twice the directory");
        }
    }

    private LimitExceededException exceeded(String problem, String limit) {
        return new LimitExceededException("archive " + archive + " " + problem
                + "; nothing was unpacked. If it can be trusted, raise " + limit + " of ArchiveLimits");
    }
}
