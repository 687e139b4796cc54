/** What every storage has to pass, as suites that its test classes implement. */
@NullMarked
package io.audmodel.it.suite;

import org.jspecify.annotations.NullMarked;
