package io.audmodel.archive;

import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The errors of an archive that is not trusted.
 *
 * @param name what the archive is, for messages, such as a path in a repository
 */
public record ArchiveErrors(String name) {

    /** Makes the error for the archive as a whole. */
    public CorruptArchiveException corrupt(String problem, @Nullable Throwable cause) {
        return new CorruptArchiveException(
                "archive " + name + " is damaged or hostile, and is not unpacked: " + problem, cause);
    }

    /** As {@link #corrupt}, for one entry. */
    public CorruptArchiveException corruptEntry(String entry, String problem) {
        return corrupt("entry " + PlainText.quoted(entry) + " " + problem, null);
    }
}
