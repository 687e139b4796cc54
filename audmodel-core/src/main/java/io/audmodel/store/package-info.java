/** What repositories hold of models besides archives: paths, headers, metadata, aliases and versions, read and changed. Paths are known to {@link io.audmodel.store.Layout} alone. */
@NullMarked
package io.audmodel.store;

import org.jspecify.annotations.NullMarked;
