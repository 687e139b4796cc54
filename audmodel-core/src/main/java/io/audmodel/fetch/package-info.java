/** Stored archives, read in place, as a whole or by ranges, with prefetch and a memory budget. */
@NullMarked
package io.audmodel.fetch;

import org.jspecify.annotations.NullMarked;
