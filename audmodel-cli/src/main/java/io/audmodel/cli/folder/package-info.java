/** Folders of callers that receive one model each, whole or not at all. */
@NullMarked
package io.audmodel.cli.folder;

import org.jspecify.annotations.NullMarked;
