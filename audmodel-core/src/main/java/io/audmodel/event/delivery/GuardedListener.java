package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;

/** A listener whose failures end nothing. The first one is logged. */
final class GuardedListener implements EventListener {

    private final EventListener listener;
    private final FirstFailure failures;

    GuardedListener(EventListener listener) {
        this.listener = listener;
        this.failures =
                new FirstFailure("the event listener " + listener.getClass().getName());
    }

    @Override
    public void onEvent(ClientEvent event) {
        try {
            listener.onEvent(event);
        } catch (Throwable e) { // of whatever kind: no listener ends a call
            failures.log(e);
        }
    }
}
