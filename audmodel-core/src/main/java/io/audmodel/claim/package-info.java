/** How one of several publishers of an id wins, on stores with and without conditional writes. */
@NullMarked
package io.audmodel.claim;

import org.jspecify.annotations.NullMarked;
