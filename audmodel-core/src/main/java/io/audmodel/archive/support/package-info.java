/** What readers and writers of other archive formats share with the ZIP files of models: the same rules, and the same code. */
@NullMarked
package io.audmodel.archive.support;

import org.jspecify.annotations.NullMarked;
