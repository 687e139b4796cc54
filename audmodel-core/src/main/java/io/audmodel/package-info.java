/**
 * The client. Begin with {@link io.audmodel.AudModel}; behind it, each walk (publish, load, aliases, metadata) has a
 * package-private class that reads as its protocol.
 */
@NullMarked
package io.audmodel;

import org.jspecify.annotations.NullMarked;
