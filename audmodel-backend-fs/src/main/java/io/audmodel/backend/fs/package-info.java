/** The {@code file-system} backend: a repository is a folder, an object is a plain file in it. */
@NullMarked
package io.audmodel.backend.fs;

import org.jspecify.annotations.NullMarked;
