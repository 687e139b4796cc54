package io.audmodel.follow.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.follow.FollowedModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerListenerTest {

    private static final Alias LIVE = Alias.of("live");
    private static final ModelId ONE = ModelId.of("3e120e8d-1.0.0");
    private static final FollowedModel MODEL = new FollowedModel(ONE, Path.of("one"), Instant.EPOCH);

    private final Logger logger = Logger.getLogger("io.audmodel");
    private final List<LogRecord> warnings = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final FollowerListener listener = new FollowerListener(model -> {
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        } else if (failure.get() instanceof Error e) {
            throw e;
        }
    });
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(logged);
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(handler);
    }

    private List<String> warningsOf(Throwable... failures) {
        warnings.clear();
        for (Throwable thrown : failures) {
            failure.set(thrown);
            listener.call(LIVE, MODEL);
        }
        return warnings.stream().map(new SimpleFormatter()::formatMessage).toList();
    }

    @Test
    void failure_isLoggedWithItsStackOnce() {
        assertThat(warningsOf(new IllegalStateException("one"), new IllegalStateException("two")))
                .containsExactly("a listener of live failed at " + ONE);
        assertThat(warnings.get(0).getThrown()).hasMessage("one");
        assertThat(warningsOf(new IllegalStateException("three"))).isEmpty();
    }

    @Test
    void failure_ofAnotherType_isALine() {
        warningsOf(new IllegalStateException("one"));

        assertThat(warningsOf(new AssertionError("two"), new AssertionError("three")))
                .containsExactly("a listener of live failed at " + ONE + ": java.lang.AssertionError: two");
        assertThat(warnings.get(0).getThrown()).isNull();
    }

    @Test
    void failure_thatBeginsAgain_isALine() {
        assertThat(warningsOf(null, null)).isEmpty();
        warningsOf(new IllegalStateException("one"));

        assertThat(warningsOf(null, new IllegalStateException("two"), new IllegalStateException("three")))
                .containsExactly("a listener of live failed at " + ONE + ": java.lang.IllegalStateException: two");
        assertThat(warnings.get(0).getThrown()).isNull();
    }
}
