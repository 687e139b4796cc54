/** How followers check: one poll for each reference of a client, by a timer and threads that end with the last follower. */
@NullMarked
package io.audmodel.follow.poll;

import org.jspecify.annotations.NullMarked;
