/** Publishers, takers-over and copiers that meet, in all orders of their calls and in processes. */
@NullMarked
package io.audmodel.it.race;

import org.jspecify.annotations.NullMarked;
