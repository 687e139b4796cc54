/** The time that a call of the client may take: one deadline for all threads that work for it. */
@NullMarked
package io.audmodel.deadline;

import org.jspecify.annotations.NullMarked;
