/** A service of Spring Boot that runs the model that an alias points to. */
@NullMarked
package io.audmodel.examples.spring;

import org.jspecify.annotations.NullMarked;
