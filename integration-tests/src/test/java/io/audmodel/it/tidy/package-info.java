/** What tidies repositories, beside publishers, moves of aliases and loaders, and stopped at every step. */
@NullMarked
package io.audmodel.it.tidy;

import org.jspecify.annotations.NullMarked;
