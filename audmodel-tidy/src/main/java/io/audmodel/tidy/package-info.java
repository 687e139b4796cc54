/**
 * Keeps repositories tidy. {@link io.audmodel.tidy.Tidying#sweep} removes what broken publishes left, and nobody can see;
 * {@link io.audmodel.tidy.Tidying#plan} selects versions that nothing names, and {@link io.audmodel.tidy.Tidying#apply}
 * removes them.
 */
@NullMarked
package io.audmodel.tidy;

import org.jspecify.annotations.NullMarked;
