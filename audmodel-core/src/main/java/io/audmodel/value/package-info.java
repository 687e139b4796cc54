/** The values that parameters and metadata hold: trees, tuples and bytes, and the texts that Python makes of them for ids. */
@NullMarked
package io.audmodel.value;

import org.jspecify.annotations.NullMarked;
