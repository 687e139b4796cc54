/** How each call of the client ends: in time, by an error of ours, whatever a peer does. */
@NullMarked
package io.audmodel.it.call;

import org.jspecify.annotations.NullMarked;
