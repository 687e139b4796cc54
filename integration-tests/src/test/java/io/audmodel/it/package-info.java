/** Tests of the whole: suites that run against any storage, and what needs several processes or languages. */
@NullMarked
package io.audmodel.it;

import org.jspecify.annotations.NullMarked;
