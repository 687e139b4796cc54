/** What the tests of the whole share: a place of work with a storage, other JVMs, samples, and stores that do harm. */
@NullMarked
package io.audmodel.it.kit;

import org.jspecify.annotations.NullMarked;
