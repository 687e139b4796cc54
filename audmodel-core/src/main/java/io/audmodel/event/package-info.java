/** What a client does, for listeners: events with durations, bytes and kinds of failures, and no secrets. */
@NullMarked
package io.audmodel.event;

import org.jspecify.annotations.NullMarked;
