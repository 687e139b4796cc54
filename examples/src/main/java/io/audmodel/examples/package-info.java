/** A walk through every call of the client, with a small speech-emotion model. */
@NullMarked
package io.audmodel.examples;

import org.jspecify.annotations.NullMarked;
