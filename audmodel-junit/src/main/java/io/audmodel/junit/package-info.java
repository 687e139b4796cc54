/**
 * A JUnit extension for tests of programs that use models: a client whose repositories and cache end with the test, models
 * in one line, and stores that fail on demand. Begin with {@link io.audmodel.junit.AudModelTest}.
 */
@NullMarked
package io.audmodel.junit;

import org.jspecify.annotations.NullMarked;
