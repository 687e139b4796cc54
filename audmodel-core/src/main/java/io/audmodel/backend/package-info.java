/** The storage port: what an adapter implements so that models can be kept in its store. */
@NullMarked
package io.audmodel.backend;

import org.jspecify.annotations.NullMarked;
