package io.audmodel.event;

import org.jspecify.annotations.Nullable;

/** A call of a client, or one of its requests to a repository, while somebody observes it. Several threads use it at once. */
public interface ObservedWork {

    /** A part of the work that one thread does, from its beginning to its end. */
    @FunctionalInterface
    interface Step extends AutoCloseable {

        /** The step ends, on the thread on which it began; before the steps that it is within. */
        @Override
        void close();
    }

    /**
     * A step begins on this thread. Of a call, that is a step of its caller, such as all of a load or the next match of a
     * search; of a request, one of the client's thread that waits for an answer or for bytes.
     */
    Step enter();

    /**
     * A request of this call begins, on the thread of the request. A request has none itself.
     *
     * @param repository the repository without its options
     * @param operation as in {@link RequestEnded}
     */
    ObservedWork request(String repository, String operation);

    /**
     * Something happened in this work, on this thread: of a request {@link RequestRetried} and {@link RequestEnded}, of a call
     * all but what its requests have.
     */
    void onEvent(ClientEvent event);

    /**
     * The work has ended; called once, after its last step and event. A request that a call gave up when its time was over may
     * end after the call.
     *
     * @param failure what was thrown; {@code null} if nothing was
     */
    void end(@Nullable Throwable failure);
}
