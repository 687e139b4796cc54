/**
 * The client. {@link io.audmodel.AudModel} is where to begin; behind it, each walk (publish, load, aliases, metadata)
 * has a package-private class of its own that reads as its protocol.
 */
@NullMarked
package io.audmodel;

import org.jspecify.annotations.NullMarked;
