/** Contract suites for people who write a backend or a cache of their own, and backends to test callers with. */
@NullMarked
package io.audmodel.testkit;

import org.jspecify.annotations.NullMarked;
