/** The cache that processes and users share. */
@NullMarked
package io.audmodel.it.cache;

import org.jspecify.annotations.NullMarked;
