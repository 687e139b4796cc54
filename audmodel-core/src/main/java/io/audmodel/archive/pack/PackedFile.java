package io.audmodel.archive.pack;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file that goes into an archive, as the scan found it.
 *
 * @param name relative to the root, with {@code /}
 * @param file the real path, without links
 * @param size in bytes
 * @param modified when the file was last written; it is not archived, and only shows whether the file changes meanwhile
 * @param executable whether its owner may execute it
 */
record PackedFile(String name, Path file, long size, FileTime modified, boolean executable) {}
