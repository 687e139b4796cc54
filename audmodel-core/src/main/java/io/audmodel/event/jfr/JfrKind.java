package io.audmodel.event.jfr;

import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.FollowerChanged;
import io.audmodel.event.FollowerCheckFailed;
import io.audmodel.event.LockWaited;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.ModelVerified;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.event.RequestEnded;
import io.audmodel.event.RequestRetried;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.Event;
import jdk.jfr.EventType;

/** A kind of event, and how a recording has it. */
final class JfrKind<E extends ClientEvent> {

    private static final List<JfrKind<?>> ALL = List.of(
            new JfrKind<>(CallEnded.class, JfrCallEnded.class, JfrCallEnded::new),
            new JfrKind<>(ReferenceResolved.class, JfrReferenceResolved.class, JfrReferenceResolved::new),
            new JfrKind<>(ModelLoaded.class, JfrModelLoaded.class, JfrModelLoaded::new),
            new JfrKind<>(ModelVerified.class, JfrModelVerified.class, JfrModelVerified::new),
            new JfrKind<>(LockWaited.class, JfrLockWaited.class, JfrLockWaited::new),
            new JfrKind<>(RequestEnded.class, JfrRequestEnded.class, JfrRequestEnded::new),
            new JfrKind<>(RequestRetried.class, JfrRequestRetried.class, JfrRequestRetried::new),
            new JfrKind<>(FollowerChanged.class, JfrFollowerChanged.class, JfrFollowerChanged::new),
            new JfrKind<>(FollowerCheckFailed.class, JfrFollowerCheckFailed.class, JfrFollowerCheckFailed::new));

    private static final EventType[] TYPES = ALL.stream().map(kind -> kind.type).toArray(EventType[]::new);

    private static final Map<Class<?>, JfrKind<?>> BY_EVENT =
            ALL.stream().collect(Collectors.toUnmodifiableMap(kind -> kind.event, kind -> kind));

    private final Class<E> event;
    private final EventType type;
    private final Function<E, Event> maker;

    private JfrKind(Class<E> event, Class<? extends Event> recorded, Function<E, Event> maker) {
        this.event = event;
        this.type = EventType.getEventType(recorded);
        this.maker = maker;
    }

    /** Puts an event into the recordings that want it. */
    static void record(ClientEvent event) {
        Optional.ofNullable(BY_EVENT.get(event.getClass())).ifPresent(kind -> kind.put(event));
    }

    /** Whether a recording wants any of them now. */
    static boolean isAnyEnabled() {
        for (EventType type : TYPES) {
            if (type.isEnabled()) {
                return true;
            }
        }
        return false;
    }

    private void put(ClientEvent one) {
        if (type.isEnabled()) {
            maker.apply(event.cast(one)).commit();
        }
    }
}
