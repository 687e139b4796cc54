package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** A listener whose failures end nothing. The first one is logged. */
final class GuardedListener implements EventListener {

    private final EventListener listener;
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    GuardedListener(EventListener listener) {
        this.listener = listener;
    }

    @Override
    public void onEvent(ClientEvent event) {
        try {
            listener.onEvent(event);
        } catch (Throwable e) { // of whatever kind: no listener ends a call
            if (hasFailed.compareAndSet(false, true)) {
                System.getLogger("io.audmodel")
                        .log(
                                Level.WARNING,
                                "the event listener " + listener.getClass().getName()
                                        + " failed, which changes nothing for the call; later failures of this listener are not logged",
                                e);
            }
        }
    }
}
