/** Calls with deadlines: a worker does what a call asks of others, and its caller waits no longer than its time. */
@NullMarked
package io.audmodel.call;

import org.jspecify.annotations.NullMarked;
