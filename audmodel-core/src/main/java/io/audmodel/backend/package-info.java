/** The storage port: what an adapter implements to keep models in its store. */
@NullMarked
package io.audmodel.backend;

import org.jspecify.annotations.NullMarked;
