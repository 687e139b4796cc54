package io.audmodel.spring;

import io.audmodel.AudModelBuilder;

/**
 * Sets what no property can, such as credentials or a backend of your own, on the builder of the application's client. Beans of
 * this type are called in the order of their {@link org.springframework.core.annotation.Order}, when all properties are set.
 */
@FunctionalInterface
public interface AudModelCustomizer {

    /** Changes the builder; what it throws ends the start of the application. */
    void customize(AudModelBuilder builder);
}
