/** The domain: ids, references, headers and repositories as immutable values. Knows neither I/O nor YAML. */
@NullMarked
package io.audmodel.model;

import org.jspecify.annotations.NullMarked;
