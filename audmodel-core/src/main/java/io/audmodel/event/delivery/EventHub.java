package io.audmodel.event.delivery;

import io.audmodel.event.CallEnded;
import io.audmodel.event.CallObserver;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Delivers the events of one client. Immutable and thread-safe. */
public final class EventHub {

    private static final EventHub NONE = new EventHub(List.of(), Recorder.none());

    private final GuardedListener[] listeners;
    private final Recorder recorder;
    private final GuardedListener recording;
    private final @Nullable CallObserver observer;
    private final EventScope unobserved = EventScope.of(this, Observers.NONE);

    /** That of a client whose calls nobody observes. */
    public EventHub(List<EventListener> listeners, Recorder recorder) {
        this(listeners, recorder, null);
    }

    public EventHub(List<EventListener> listeners, Recorder recorder, @Nullable CallObserver observer) {
        this.observer = observer == null ? null : Observers.guarded(observer);
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
        return listeners.length > 0 || observer != null || recorder.isOn();
    }

    /** Runs a call, and reports its end. Within another call it is a part of that. */
    public <T> T call(String method, Object subject, Supplier<T> work) {
        return run(begin(method, subject), work);
    }

    private static <T> T run(ReportedCall call, Supplier<T> work) {
        try {
            return call.over(work);
        } finally {
            call.end();
        }
    }

    /**
     * Runs a call that may need no work, for somebody who listens. What is at hand costs no more than two looks at the
     * clock, which tell the time of both events, and the events.
     *
     * @param atHand what the call returns then; it sends no events
     * @param hit makes the event that tells of what was at hand
     */
    public <S, T> T call(String method, S subject, Supplier<Optional<T>> atHand, HitEvent<S> hit, Supplier<T> work) {
        if (observer != null) {
            return call(method, subject, () -> observed(subject, atHand, hit).orElseGet(work));
        }
        long begun = System.nanoTime();
        Optional<T> result;
        try {
            result = atHand.get();
        } catch (Throwable e) { // of whatever kind: it is passed on
            begin(method, subject).after(System.nanoTime() - begun, e).end();
            throw e;
        }
        long nanos = System.nanoTime() - begun;
        if (result.isPresent()) {
            report(method, subject, hit, nanos);
            return result.get();
        }
        return run(begin(method, subject).after(nanos, null), work);
    }

    private static <S, T> Optional<T> observed(S subject, Supplier<Optional<T>> atHand, HitEvent<S> hit) {
        long begun = System.nanoTime();
        Optional<T> result = atHand.get();
        if (result.isPresent()) {
            EventScope.current().send(hit.of(subject, Duration.ofNanos(System.nanoTime() - begun)));
        }
        return result;
    }

    private <S> void report(String method, S subject, HitEvent<S> hit, long nanos) {
        EventScope.Binding thread = EventScope.Binding.ofThread();
        EventScope around = thread.scope();
        boolean isWhole = around == EventScope.NOWHERE;
        EventHub hub = isWhole ? this : around.hub();
        if (hub == null || !hub.wantsHit(nanos)) {
            return;
        }
        Duration passed = Duration.ofNanos(nanos);
        ClientEvent end = isWhole ? new CallEnded(method, String.valueOf(subject), passed, Optional.empty()) : null;
        hub.deliver(thread, hit.of(subject, passed), end);
    }

    /** Begins a call in steps. */
    public ReportedCall begin(String method, Object subject) {
        EventScope around = EventScope.current();
        boolean isPart = around != EventScope.NOWHERE || !isHeard();
        return new ReportedCall(method, subject, isPart ? around : begun(method, subject), !isPart);
    }

    private EventScope begun(String method, Object subject) {
        return observer == null ? unobserved : EventScope.of(this, observer.call(method, String.valueOf(subject)));
    }

    /** Delivers an event that belongs to no call; it is made only if anybody listens. */
    public void send(Supplier<ClientEvent> event) {
        if (isHeard()) {
            deliver(event.get());
        }
    }

    /** Whether anybody wants to hear of a call that took so many nanoseconds and needed no work. */
    private boolean wantsHit(long nanos) {
        return listeners.length > 0 || recorder.wantsHit(nanos);
    }

    void deliver(ClientEvent event) {
        deliver(EventScope.Binding.ofThread(), event, null);
    }

    /** @param second delivered after the first, if there is one */
    private void deliver(EventScope.Binding thread, ClientEvent first, @Nullable ClientEvent second) {
        EventScope before = thread.scope();
        thread.bind(EventScope.SILENT);
        try {
            tell(first);
            if (second != null) {
                tell(second);
            }
        } finally {
            thread.bind(before);
        }
    }

    private void tell(ClientEvent event) {
        for (GuardedListener listener : listeners) {
            listener.onEvent(event);
        }
        recording.onEvent(event);
    }
}
