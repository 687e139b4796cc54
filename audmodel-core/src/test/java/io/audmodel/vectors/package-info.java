/** Test support: reads what the Python reference answered. */
@NullMarked
package io.audmodel.vectors;

import org.jspecify.annotations.NullMarked;
