/** A peer that does to its clients one of some hundred things that have no end, or no meaning, and the table of these. */
@NullMarked
package io.audmodel.servers.odd;

import org.jspecify.annotations.NullMarked;
