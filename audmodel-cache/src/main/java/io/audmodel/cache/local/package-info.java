/** The cache in a folder that processes, users and the Python package share. */
@NullMarked
package io.audmodel.cache.local;

import org.jspecify.annotations.NullMarked;
