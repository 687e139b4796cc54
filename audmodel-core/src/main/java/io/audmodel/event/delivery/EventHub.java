package io.audmodel.event.delivery;

import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Delivers the events of one client. Immutable and thread-safe. */
public final class EventHub {

    private static final EventHub NONE = new EventHub(List.of(), Recorder.none());

    private final GuardedListener[] listeners;
    private final Recorder recorder;
    private final GuardedListener recording;
    private final EventScope scope = EventScope.of(this);

    public EventHub(List<EventListener> listeners, Recorder recorder) {
        this.listeners = listeners.stream().map(GuardedListener::new).toArray(GuardedListener[]::new);
        this.recorder = recorder;
        this.recording = new GuardedListener(recorder);
    }

    /** That of a client to which nobody listens. */
    public static EventHub none() {
        return NONE;
    }

    /** Whether anybody listens now. */
    public boolean isHeard() {
        return listeners.length > 0 || recorder.isOn();
    }

    /** Runs a call, and reports its end. Within another call it is a part of that. */
    public <T> T call(String verb, Object subject, Supplier<T> work) {
        ReportedCall call = begin(verb, subject);
        try {
            return call.over(work);
        } finally {
            call.end();
        }
    }

    /**
     * Runs a call that may need no work, for somebody who listens.
     *
     * @param atHand what the call returns then; it sends no events
     * @param hit makes the event that tells of what was at hand
     */
    public <S, T> T call(String verb, S subject, Supplier<Optional<T>> atHand, HitEvent<S> hit, Supplier<T> work) {
        EventScope around = EventScope.current();
        boolean isWhole = around == EventScope.NOWHERE;
        ReportedCall call = new ReportedCall(verb, subject, isWhole ? scope : around, isWhole);
        try {
            Optional<T> result = call.find(atHand, passed -> hit.of(subject, passed));
            return result.isPresent() ? result.get() : call.over(work);
        } finally {
            call.end();
        }
    }

    /** Begins a call in steps. */
    public ReportedCall begin(String verb, Object subject) {
        EventScope around = EventScope.current();
        boolean isPart = around != EventScope.NOWHERE || !isHeard();
        return new ReportedCall(verb, subject, isPart ? around : scope, !isPart);
    }

    /** Delivers an event that belongs to no call; it is made only if anybody listens. */
    public void send(Supplier<ClientEvent> event) {
        if (isHeard()) {
            deliver(event.get());
        }
    }

    /** Whether anybody wants to hear of a call that took so many nanoseconds and needed no work. */
    boolean wantsHit(long nanos) {
        return listeners.length > 0 || recorder.wantsHit(nanos);
    }

    void deliver(ClientEvent event) {
        EventScope before = EventScope.SILENT.enter();
        try {
            for (GuardedListener listener : listeners) {
                listener.onEvent(event);
            }
            recording.onEvent(event);
        } finally {
            before.enter();
        }
    }
}
