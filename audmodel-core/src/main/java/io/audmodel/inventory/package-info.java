/**
 * What repositories store, as they list it, and how a whole version leaves one. Other calls ask for models; this asks for
 * objects.
 */
@NullMarked
package io.audmodel.inventory;

import org.jspecify.annotations.NullMarked;
