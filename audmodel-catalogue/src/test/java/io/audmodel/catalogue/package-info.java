/** Tests of the catalogue: what it reads and writes, and what its page does in a browser. */
@NullMarked
package io.audmodel.catalogue;

import org.jspecify.annotations.NullMarked;
