/** Archives where they are stored, read in place, whole or by ranges, with prefetch and a bound on memory. */
@NullMarked
package io.audmodel.fetch;

import org.jspecify.annotations.NullMarked;
