package io.audmodel.formats;

import java.nio.file.Path;

/**
 * A file of a model that is being exported.
 *
 * @param name with {@code /} between folders
 * @param path where it is in the cache
 * @param size in bytes, when it was found
 * @param executable whether its owner may execute it
 */
record ExportedFile(String name, Path path, long size, boolean executable) {}
