@NullMarked
package io.audmodel.tidy;

import org.jspecify.annotations.NullMarked;
