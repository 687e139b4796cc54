/** An Artifactory to test against: the requests that its clients send, answered as JFrog's documentation says. */
@NullMarked
package io.audmodel.artifactory.standin;

import org.jspecify.annotations.NullMarked;
