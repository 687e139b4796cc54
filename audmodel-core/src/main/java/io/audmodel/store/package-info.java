/**
 * Reads and changes what repositories hold beside archives: headers, metadata, aliases and versions. Only {@link
 * io.audmodel.store.Layout} knows the paths.
 */
@NullMarked
package io.audmodel.store;

import org.jspecify.annotations.NullMarked;
