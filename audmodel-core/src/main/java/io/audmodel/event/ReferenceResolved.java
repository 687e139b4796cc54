package io.audmodel.event;

import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.time.Duration;

/**
 * The client found out which model a reference stands for. An id needs no finding out, and sends no event. A call that
 * cannot fetch that model in an outage, and serves the one before, sends a second event.
 *
 * @param ref an alias, a short id or a legacy id
 * @param model the model that it stands for now, or did when it was last seen
 * @param isStale whether that is what the cache remembers, since no repository answers, or none may be asked, or the newest
 *     model cannot be fetched
 * @param duration how long that took
 */
public record ReferenceResolved(ModelRef ref, ExactRef model, boolean isStale, Duration duration)
        implements ClientEvent {}
