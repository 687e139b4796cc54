/** The parts that writer and reader of archives share: the ZIP format, names, checksums and progress. */
@NullMarked
package io.audmodel.archive;

import org.jspecify.annotations.NullMarked;
