package io.audmodel.it.kit;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events of clients, in the order in which they came, and the threads that brought them. */
public final class HeardEvents implements EventListener {

    private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public void onEvent(ClientEvent event) {
        events.add(event);
        threads.add(Thread.currentThread());
    }

    public List<ClientEvent> all() {
        return List.copyOf(events);
    }

    /** Those of one kind. */
    public <E extends ClientEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The thread that brought the last event. */
    public Thread lastThread() {
        return threads.get(threads.size() - 1);
    }

    public void forget() {
        events.clear();
        threads.clear();
    }
}
