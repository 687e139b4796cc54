package io.audmodel.event.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.event.delivery.EventScope;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrRecorderTest {

    private static final ModelId ID = ModelId.of("3e120e8d-1.0.0");

    @TempDir
    private Path folder;

    private final EventHub hub = new EventHub(List.of(), FlightRecording.recorder());

    static Stream<Class<?>> kinds() {
        return Arrays.stream(ClientEvent.class.getPermittedSubclasses());
    }

    private static Object sample(RecordComponent component, boolean failed) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return "a " + component.getName();
        }
        if (type == Optional.class) {
            return failed ? Optional.of("AnException") : Optional.empty();
        }
        if (type == Duration.class) {
            return Duration.ofMillis(1_234);
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == long.class) {
            return 5_000_000_000L;
        }
        return type == int.class ? (Object) 7 : ID;
    }

    private static ClientEvent sample(Class<?> kind, boolean failed) throws ReflectiveOperationException {
        List<Class<?>> types = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : kind.getRecordComponents()) {
            types.add(component.getType());
            values.add(sample(component, failed));
        }
        Constructor<?> maker = kind.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        return (ClientEvent) maker.newInstance(values.toArray());
    }

    private void send(ClientEvent event) {
        hub.call("load", "x", () -> {
            EventScope.current().send(event);
            return event;
        });
    }

    private Map<String, List<RecordedEvent>> read(Recording recording) throws IOException {
        Path file = folder.resolve("events.jfr");
        recording.stop();
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .collect(Collectors.groupingBy(event -> event.getEventType().getName()));
    }

    /** How the recording has a component: a duration has a name that JFR does not use itself. */
    private static String field(RecordComponent component) {
        return component.getName().equals("duration") ? "elapsed" : component.getName();
    }

    /** One recording for all, since a recording takes a second to stop. */
    @Test
    void recording_hasEveryKind_withAllItsComponents() throws Exception {
        List<Class<?>> kinds = kinds().toList();
        Map<String, List<RecordedEvent>> recorded;
        try (Recording recording = new Recording()) {
            recording.start();
            for (Class<?> kind : kinds) {
                send(sample(kind, false));
                send(sample(kind, true));
            }
            recorded = read(recording);
        }
        assertThat(kinds).isNotEmpty();
        for (Class<?> kind : kinds) {
            List<RecordedEvent> events = recorded.getOrDefault("io.audmodel." + kind.getSimpleName(), List.of());
            assertThat(events).as("%s", kind).hasSizeGreaterThanOrEqualTo(2);
            EventType type = events.get(0).getEventType();
            assertThat(type.getCategoryNames()).as("%s", kind).containsExactly("audmodel");
            assertThat(type.getLabel()).as("%s", kind).isNotBlank();
            assertThat(type.getDescription()).as("%s", kind).isNotBlank();
            for (RecordComponent component : kind.getRecordComponents()) {
                assertThat(type.getField(field(component))).as("%s", component).isNotNull();
                assertThat(type.getField(field(component)).getLabel())
                        .as("%s", component)
                        .isNotBlank();
                assertThat(events.stream().map(event -> value(event, component)))
                        .as("%s", component)
                        .contains(shown(sample(component, false)), shown(sample(component, true)));
            }
        }
    }

    private static Object value(RecordedEvent event, RecordComponent component) {
        String field = field(component);
        Object value = component.getType() == Duration.class ? event.getDuration(field) : event.getValue(field);
        return value == null ? "none" : value;
    }

    private static Object shown(Object value) {
        if (value instanceof Optional<?> one) {
            return one.isPresent() ? one.get() : "none";
        }
        return value instanceof ModelId ? value.toString() : value;
    }

    @Test
    void recording_leavesOutWhatWasCachedAndQuick_unlessItWantsThat() throws Exception {
        Duration quick = Duration.ofNanos(900);
        Duration slow = Duration.ofMillis(20);
        List<ClientEvent> events = List.of(
                new ModelLoaded(ID, true, 0, quick),
                new ModelLoaded(ID, true, 0, slow),
                new ModelLoaded(ID, false, 7, quick),
                new CallEnded("load", "quick", quick, Optional.empty()),
                new CallEnded("load", "slow", slow, Optional.empty()),
                new CallEnded("load", "failed", quick, Optional.of("CacheException")));
        try (Recording usual = new Recording()) {
            usual.start();
            events.forEach(this::send);
            Map<String, List<RecordedEvent>> recorded = read(usual);
            assertThat(recorded.get("io.audmodel.ModelLoaded"))
                    .extracting(event -> event.getDuration("elapsed"), event -> event.getBoolean("hit"))
                    .containsExactly(tuple(slow, true), tuple(quick, false));
            assertThat(recorded.get("io.audmodel.CallEnded"))
                    .extracting(event -> event.getString("subject"))
                    .contains("slow", "failed")
                    .doesNotContain("quick");
        }
        try (Recording whole = new Recording()) {
            whole.enable("io.audmodel.ModelLoaded").with("shortest", "0 ns");
            whole.enable("io.audmodel.CallEnded").with("shortest", "500 ns");
            whole.start();
            events.forEach(this::send);
            Map<String, List<RecordedEvent>> recorded = read(whole);
            assertThat(recorded.get("io.audmodel.ModelLoaded"))
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.getString("model")).isEqualTo(ID.toString()));
            assertThat(recorded.get("io.audmodel.CallEnded"))
                    .extracting(event -> event.getString("subject"))
                    .contains("quick", "slow", "failed");
        }
    }

    @Test
    void recorder_listensWhileARecordingWantsAnEvent() {
        try (Recording other = new Recording()) {
            kinds().forEach(kind -> other.disable("io.audmodel." + kind.getSimpleName()));
            other.start();
            assertThat(hub.isHeard()).isFalse();
            try (Recording recording = new Recording()) {
                recording.enable("io.audmodel.ModelLoaded");
                recording.start();
                assertThat(hub.isHeard()).isTrue();
            }
            assertThat(hub.isHeard()).isFalse();
        }
        assertThat(hub.isHeard()).isFalse();
    }
}
