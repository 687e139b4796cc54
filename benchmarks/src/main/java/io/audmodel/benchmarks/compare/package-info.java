/** What {@code compare.py} runs in processes of their own: single calls, and the data that they are run on. */
@NullMarked
package io.audmodel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
