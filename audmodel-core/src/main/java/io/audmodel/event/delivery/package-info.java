/** How events get from where something happens to the listeners of the client for which it happens. */
@NullMarked
package io.audmodel.event.delivery;

import org.jspecify.annotations.NullMarked;
