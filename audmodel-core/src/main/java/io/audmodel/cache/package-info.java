/** The cache port: where loaded models, headers and metadata are kept for all processes of a machine. */
@NullMarked
package io.audmodel.cache;

import org.jspecify.annotations.NullMarked;
