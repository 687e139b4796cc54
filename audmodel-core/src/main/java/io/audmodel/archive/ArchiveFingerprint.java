package io.audmodel.archive;

import io.audmodel.model.Checksum;

/**
 * Which archive one is, as far as its end tells: two with the same fingerprint hold the same files, since the table of
 * contents has the names, the sizes and the CRC-32 of all of them. Every way of reading an archive begins with that
 * table, so that to compare costs no further byte.
 *
 * @param length of the archive in bytes
 * @param directory the MD5 of its central directory, from the first entry to the last
 */
public record ArchiveFingerprint(long length, Checksum directory) {

    @Override
    public String toString() {
        return length + " bytes with a table of contents " + directory;
    }
}
