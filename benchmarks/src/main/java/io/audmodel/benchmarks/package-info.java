/** How fast the hot calls are. */
@NullMarked
package io.audmodel.benchmarks;

import org.jspecify.annotations.NullMarked;
