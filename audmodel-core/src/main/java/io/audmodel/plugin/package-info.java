/** The adapters that are on the class path or the module path, found by {@link java.util.ServiceLoader}. */
@NullMarked
package io.audmodel.plugin;

import org.jspecify.annotations.NullMarked;
