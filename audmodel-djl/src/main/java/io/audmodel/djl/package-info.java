/**
 * Lets DJL, the Deep Java Library, find models by URLs such as {@code audmodel://emotion-production}: {@link
 * io.audmodel.djl.AudModelRepositoryFactory} says which, and by which client.
 */
@NullMarked
package io.audmodel.djl;

import org.jspecify.annotations.NullMarked;
