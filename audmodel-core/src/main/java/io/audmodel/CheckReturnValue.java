package io.audmodel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * Marks a class whose methods have no effect but their result, so that ignoring a result is a mistake. Error Prone and
 * other tools recognize the annotation by its simple name, and report such mistakes.
 */
@Documented
@Target(ElementType.TYPE)
@interface CheckReturnValue {}
