/** Clients that change nothing, and say what they would have changed. */
@NullMarked
package io.audmodel.dryrun;

import org.jspecify.annotations.NullMarked;
