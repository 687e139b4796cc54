/** Fetches into folders, and what ended ones leave there. */
@NullMarked
package io.audmodel.cli.folder;

import org.jspecify.annotations.NullMarked;
