/** A backend of one's own: what it takes to keep models in a store that the library does not know. */
@NullMarked
package io.audmodel.examples.custom;

import org.jspecify.annotations.NullMarked;
