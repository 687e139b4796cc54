package io.audmodel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * Each method of the class has no effect but its result: who drops that has made a mistake. Error Prone and other tools
 * know the annotation by its simple name, and report it.
 */
@Documented
@Target(ElementType.TYPE)
@interface CheckReturnValue {}
