/** The configuration: environment variables and the file that the Python package reads. */
@NullMarked
package io.audmodel.config;

import org.jspecify.annotations.NullMarked;
