/** Reads and unpacks ZIP files without trusting them, by several threads. */
@NullMarked
package io.audmodel.archive.unpack;

import org.jspecify.annotations.NullMarked;
