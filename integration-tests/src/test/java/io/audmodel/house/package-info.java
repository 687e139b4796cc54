/** The rules that hold the house together, as far as a program can see them. */
@NullMarked
package io.audmodel.house;

import org.jspecify.annotations.NullMarked;
