/** What a client lets into the hands of its callers: models that meet its policies. */
@NullMarked
package io.audmodel.admission;

import org.jspecify.annotations.NullMarked;
