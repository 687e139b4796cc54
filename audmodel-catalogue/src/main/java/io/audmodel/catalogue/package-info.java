/**
 * Writes a catalogue: one page with all models of a client's repositories, which needs no server, sends no request, and takes
 * every text of a repository for hostile. {@link io.audmodel.catalogue.Catalogue} is where to begin.
 */
@NullMarked
package io.audmodel.catalogue;

import org.jspecify.annotations.NullMarked;
