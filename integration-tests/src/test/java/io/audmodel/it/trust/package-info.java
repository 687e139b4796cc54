/** What a client lets in that requires signatures, whatever somebody did to the repository or the cache. */
@NullMarked
package io.audmodel.it.trust;

import org.jspecify.annotations.NullMarked;
