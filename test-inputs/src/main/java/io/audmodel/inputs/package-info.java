/** Hostile inputs for tests: bad archives by name, archives with lies in them, and random inputs by the million. */
@NullMarked
package io.audmodel.inputs;

import org.jspecify.annotations.NullMarked;
