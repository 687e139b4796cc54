/** Whether a client works: its repositories, its cache, and where its settings came from. */
@NullMarked
package io.audmodel.health;

import org.jspecify.annotations.NullMarked;
