/** A service that serves a model which changes, and its tests. */
@NullMarked
package io.audmodel.examples.service;

import org.jspecify.annotations.NullMarked;
