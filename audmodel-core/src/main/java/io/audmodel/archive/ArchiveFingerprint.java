package io.audmodel.archive;

import io.audmodel.model.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Identifies an archive by its length and table of contents. Two archives with the same fingerprint hold the same
 * files, since the table has the names, sizes and CRC-32 of all of them. Every reader of an archive begins with that
 * table, so comparing it costs no further byte.
 *
 * @param length the length of the archive in bytes
 * @param directory the MD5 of its central directory, from the first entry to the last
 */
public record ArchiveFingerprint(long length, Checksum directory) {

    // As in Repository: quicker at the first call of a process.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArchiveFingerprint that && length == that.length && directory.equals(that.directory);
    }

    @Override
    public int hashCode() {
        return directory.hashCode();
    }

    @Override
    public String toString() {
        return length + " bytes with a table of contents " + directory;
    }
}
