package io.audmodel.event;

/**
 * Receives what a client does: {@link io.audmodel.AudModelBuilder#events} sets it. Several threads call it at once, each
 * the one that did what the event reports: the thread of the caller, or one of the client. So it has to be thread-safe, and
 * should return quickly, since that thread waits for it.
 *
 * <p>What it throws is logged once, and changes nothing for the client. Calls of a client that it makes send no events.
 */
@FunctionalInterface
public interface EventListener {

    /** Receives an event, just after what it reports. */
    void onEvent(ClientEvent event);
}
