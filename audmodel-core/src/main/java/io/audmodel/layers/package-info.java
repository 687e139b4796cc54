/** The cache of a client: a folder that it fills, above folders that it only reads. */
@NullMarked
package io.audmodel.layers;

import org.jspecify.annotations.NullMarked;
