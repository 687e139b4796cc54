/** Tests of the service. */
@NullMarked
package io.audmodel.examples.spring;

import org.jspecify.annotations.NullMarked;
