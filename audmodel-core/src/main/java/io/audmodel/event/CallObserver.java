package io.audmodel.event;

/**
 * Accompanies the calls of a client while they last, as spans of a trace do: {@link io.audmodel.AudModelBuilder#observer}
 * sets it. To count and to time what has ended, an {@link EventListener} is enough, and costs less. Thread-safe.
 *
 * <p>What it throws, or what it returns throws, is logged once, and changes nothing for the client. Calls of a client that it
 * makes are not observed and send no events.
 */
@FunctionalInterface
public interface CallObserver {

    /**
     * A call begins, on the thread that makes it. What the client calls by itself within it is a part of it.
     *
     * @param method of the client, as in {@link CallEnded}
     * @param subject what it is for, as in {@link CallEnded}
     */
    ObservedWork call(String method, String subject);
}
