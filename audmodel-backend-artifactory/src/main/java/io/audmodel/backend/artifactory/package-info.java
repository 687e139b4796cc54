/** Keeps models in a repository of JFrog Artifactory. */
@NullMarked
package io.audmodel.backend.artifactory;

import org.jspecify.annotations.NullMarked;
