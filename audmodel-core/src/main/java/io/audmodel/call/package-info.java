/** Calls with deadlines: a worker sends the requests of a call, and its caller waits no longer than the deadline. */
@NullMarked
package io.audmodel.call;

import org.jspecify.annotations.NullMarked;
