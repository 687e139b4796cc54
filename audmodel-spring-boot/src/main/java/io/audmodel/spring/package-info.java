/** A client of models in an application of Spring Boot: its bean, its properties, and what watches it. */
@NullMarked
package io.audmodel.spring;

import org.jspecify.annotations.NullMarked;
