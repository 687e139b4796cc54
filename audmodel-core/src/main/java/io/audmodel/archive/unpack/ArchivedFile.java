package io.audmodel.archive.unpack;

/**
 * A file in an archive.
 *
 * @param name its path, relative and with slashes
 * @param size the length of its content in bytes
 * @param crc CRC-32 of its content
 */
public record ArchivedFile(String name, long size, int crc) {}
