package io.audmodel.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PreparedContent;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.event.delivery.Recorder;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a backend does beside its requests, within a call that has a deadline and listeners. */
class WrappedBackendTest {

    private static final Duration AHEAD = Duration.ofMinutes(3);
    private static final Duration LATENCY = Duration.ofMillis(3);

    private final PreparedContent prepared = new Prepared();

    @Test
    void clockAndPreparation_areThoseOfTheBackend_whoeverListens() {
        EventHub heard = new EventHub(List.of(event -> {}), Recorder.none());
        assertForwarded(wrapped());
        heard.call("publish", "model", () -> {
            Backend wrapped = wrapped();
            assertForwarded(wrapped);
            return wrapped;
        });
    }

    private Backend wrapped() {
        Backend reported = ReportedBackend.of("test:models", new WithClock());
        return new WatchedBackend("test:models", reported, CallDeadline.in(Duration.ofMinutes(1)));
    }

    private void assertForwarded(Backend wrapped) {
        assertThat(wrapped.clockAhead()).contains(AHEAD);
        assertThat(wrapped.latency()).contains(LATENCY);
        assertThat(wrapped.prepare(new ObjectPath("a"), Content.of(new byte[0])))
                .containsSame(prepared);
    }

    private final class WithClock extends ForwardingBackend {

        WithClock() {
            super(new InMemoryBackend());
        }

        @Override
        public Optional<Duration> clockAhead() {
            return Optional.of(AHEAD);
        }

        @Override
        public Optional<Duration> latency() {
            return Optional.of(LATENCY);
        }

        @Override
        public Optional<PreparedContent> prepare(ObjectPath path, Content content) {
            return Optional.of(prepared);
        }
    }

    private static final class Prepared implements PreparedContent {

        @Override
        public void read() {}

        @Override
        public OptionalLong length() {
            return OptionalLong.of(0);
        }

        @Override
        public Optional<Checksum> checksum() {
            return Optional.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.flush();
        }

        @Override
        public void close() {}
    }
}
