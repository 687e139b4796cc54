/** Models that go between this library and the Python package. */
@NullMarked
package io.audmodel.it.python;

import org.jspecify.annotations.NullMarked;
