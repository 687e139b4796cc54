package io.audmodel.event.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class EventHubTest {

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
                        CallEnded.class, event -> assertThat(event.verb()).isEqualTo("repair"));
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

    @Test
    void recorder_isAskedEachTime() {
        List<ClientEvent> recorded = new ArrayList<>();
        boolean[] on = {false};
        EventHub recordedNow = new EventHub(List.of(), new Recorder() {
            @Override
            public boolean isOn() {
                return on[0];
            }

            @Override
            public void onEvent(ClientEvent event) {
                recorded.add(event);
            }
        });
        recordedNow.call("load", "x", () -> "done");
        assertThat(recorded).isEmpty();
        on[0] = true;
        recordedNow.call("load", "x", () -> "done");
        assertThat(recorded).hasSize(1);
    }
}
