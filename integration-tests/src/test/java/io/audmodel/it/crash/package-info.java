/** Processes that die, and what they leave. */
@NullMarked
package io.audmodel.it.crash;

import org.jspecify.annotations.NullMarked;
