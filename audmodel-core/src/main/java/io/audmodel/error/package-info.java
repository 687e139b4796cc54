/** The errors that the library throws on purpose, under one root. */
@NullMarked
package io.audmodel.error;

import org.jspecify.annotations.NullMarked;
