/** Packs a folder into a ZIP file that is the same every time, by several threads. */
@NullMarked
package io.audmodel.archive.pack;

import org.jspecify.annotations.NullMarked;
