/** The suites on each kind of storage and server, and what only these have. */
@NullMarked
package io.audmodel.it.server;

import org.jspecify.annotations.NullMarked;
