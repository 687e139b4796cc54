/** Large models, many models, small heaps. */
@NullMarked
package io.audmodel.it.size;

import org.jspecify.annotations.NullMarked;
