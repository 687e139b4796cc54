package io.audmodel.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field that {@link AudModelTest} fills, and chooses the repositories of a field or parameter. Fields are filled
 * before each test, ahead of {@code @BeforeEach}; static fields once, where the tests share their repositories.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Models {

    /**
     * The names of the repositories, in search order. By default a client has all, and a {@link TestRepository} is the
     * first. Other names, or another order of them, make another client with another cache.
     */
    String[] value() default {};
}
