package io.audmodel.event.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import io.audmodel.event.ModelLoaded;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class EventHubTest {

    private static final ModelId ID = ModelId.of("3e120e8d-1.0.0");

    private final List<ClientEvent> heard = new ArrayList<>();
    private final EventHub events = new EventHub(List.of(heard::add), Recorder.none());

    private static final class Log extends Handler implements AutoCloseable {

        private final List<LogRecord> records = new ArrayList<>();
        private final Logger logger = Logger.getLogger("io.audmodel");

        Log() {
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void listenerThatThrows_isLoggedOnce_byItsClass() {
        EventListener broken = event -> {
            throw new IllegalStateException("broken");
        };
        EventHub toldTwice = new EventHub(List.of(broken, heard::add), Recorder.none());
        try (Log log = new Log()) {
            for (int i = 0; i < 3; i++) {
                assertThat(toldTwice.call("load", "x", () -> "done")).isEqualTo("done");
            }
            assertThat(log.records).singleElement().satisfies(entry -> {
                assertThat(entry.getMessage()).contains(getClass().getSimpleName());
                assertThat(entry.getThrown()).hasMessage("broken");
            });
        }
        assertThat(heard).hasSize(3);
    }

    @Test
    void call_thatNobodyListensTo_bindsNothing() {
        assertThat(EventHub.none().isHeard()).isFalse();
        assertThat(EventHub.none().call("load", "x", EventScope::current)).isSameAs(EventScope.NOWHERE);
        Callable<String> task = () -> "x";
        assertThat(EventScope.current().bound(task)).isSameAs(task);
    }

    @Test
    void call_isBoundToItsThreads_untilItsEnd() throws Exception {
        FutureTask<EventScope> elsewhere = events.call("load", "x", () -> {
            assertThat(EventScope.current().isHeard()).isTrue();
            return new FutureTask<>(EventScope.current().bound(EventScope::current));
        });
        assertThat(EventScope.current()).isSameAs(EventScope.NOWHERE);
        elsewhere.run();
        assertThat(elsewhere.get().isHeard()).isTrue();
        assertThat(EventScope.current()).isSameAs(EventScope.NOWHERE);
    }

    @Test
    void callWithinACall_isAPartOfIt() {
        events.call("repair", "x", () -> events.call("load", "x", () -> "done"));
        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEnded.class, event -> assertThat(event.method()).isEqualTo("repair"));
    }

    @Test
    void callInSteps_endsOnce_withTheLastFailure() {
        ReportedCall call = events.begin("open", "x");
        assertThatThrownBy(() -> call.over(() -> {
                    throw new UncheckedIOException(new IOException("torn"));
                }))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(heard).isEmpty();
        call.end();
        call.end();
        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEnded.class, event -> assertThat(event.failure()).contains("IOException"));
    }

    /** A recorder that is on at times, and takes no hit of less than a second. */
    private static final class Tape implements Recorder {

        private final List<ClientEvent> recorded = new ArrayList<>();
        private boolean isOn;

        @Override
        public boolean isOn() {
            return isOn;
        }

        @Override
        public boolean wantsHit(long nanos) {
            return nanos >= 1_000_000_000;
        }

        @Override
        public void onEvent(ClientEvent event) {
            recorded.add(event);
        }
    }

    @Test
    void recorder_isAskedEachTime() {
        Tape tape = new Tape();
        EventHub recordedNow = new EventHub(List.of(), tape);
        recordedNow.call("load", "x", () -> "done");
        assertThat(tape.recorded).isEmpty();
        tape.isOn = true;
        recordedNow.call("load", "x", () -> "done");
        assertThat(tape.recorded).hasSize(1);
    }

    private static String find(EventHub hub, Optional<String> atHand) {
        return hub.call("load", ID, () -> atHand, LoadReport::hit, () -> "worked for");
    }

    @Test
    void hit_thatTheRecorderDoesNotWant_isNotReported() {
        Tape tape = new Tape();
        tape.isOn = true;
        EventHub recorded = new EventHub(List.of(), tape);
        assertThat(find(recorded, Optional.of("at hand"))).isEqualTo("at hand");
        assertThat(tape.recorded).isEmpty();

        assertThat(find(recorded, Optional.empty())).isEqualTo("worked for");
        assertThat(tape.recorded).hasOnlyElementsOfType(CallEnded.class).hasSize(1);
    }

    @Test
    void hit_thatAListenerHears_isReportedBeforeTheEnd_withTheSameTime() {
        EventHub heardToo = new EventHub(List.of(heard::add), new Tape());
        assertThat(find(heardToo, Optional.of("at hand"))).isEqualTo("at hand");
        assertThat(heard).hasSize(2);
        ModelLoaded loaded = (ModelLoaded) heard.get(0);
        CallEnded ended = (CallEnded) heard.get(1);
        assertThat(loaded.hit()).isTrue();
        assertThat(loaded.model()).isEqualTo(ID);
        assertThat(loaded.duration()).isEqualTo(ended.duration());
    }

    @Test
    void failureAtHand_isThatOfTheCall() {
        assertThatThrownBy(() -> events.call(
                        "load",
                        ID,
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        LoadReport::hit,
                        () -> "never"))
                .hasMessage("broken");
        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEnded.class, event -> assertThat(event.failure()).contains("IllegalStateException"));
    }

    @Test
    void hitWithinACall_isAPartOfThat() {
        events.call("repair", ID, () -> find(events, Optional.of("at hand")));
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).isInstanceOf(ModelLoaded.class);
        assertThat(heard.get(1))
                .isInstanceOfSatisfying(
                        CallEnded.class, event -> assertThat(event.method()).isEqualTo("repair"));
    }
}
