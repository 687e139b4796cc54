/** Servers that tests start: real ones of other people, and a small one whose conditional writes are atomic. */
@NullMarked
package io.audmodel.servers;

import org.jspecify.annotations.NullMarked;
