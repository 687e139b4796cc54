package io.audmodel.testkit;

import static io.audmodel.testkit.FaultyBackend.Operation.DELETE;
import static io.audmodel.testkit.FaultyBackend.Operation.GET;
import static io.audmodel.testkit.FaultyBackend.Operation.LIST;
import static io.audmodel.testkit.FaultyBackend.Operation.PUT;
import static io.audmodel.testkit.FaultyBackend.Operation.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.UnavailableException;
import io.audmodel.testkit.FaultyBackend.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultyBackendTest {

    private static final ObjectPath PATH = new ObjectPath("a/b.zip");
    private static final Content CONTENT = Content.of(new byte[] {1});

    private final FaultyBackend backend = new FaultyBackend(new InMemoryBackend());

    @Test
    void calls_areRecordedInOrder() {
        backend.put(PATH, CONTENT, PutMode.create());
        backend.stat(PATH);
        backend.get(PATH, ByteRange.all()).close();
        backend.list(new ObjectPath("a")).close();
        backend.delete(PATH);
        backend.url(PATH);
        assertThat(backend.calls())
                .containsExactly(
                        new Call(PUT, PATH),
                        new Call(STAT, PATH),
                        new Call(GET, PATH),
                        new Call(LIST, new ObjectPath("a")),
                        new Call(DELETE, PATH));
        assertThat(backend.count(call -> call.is(GET, ".zip"))).isEqualTo(1);
        assertThat(backend.count(call -> call.is(GET, ".yaml"))).isZero();
    }

    @Test
    void before_nthMatchingCall_failsWithoutReachingTheStore() {
        backend.before(2, call -> call.is(PUT, ""), FaultyBackend.failing(UnavailableException::new));
        backend.put(new ObjectPath("first"), CONTENT, PutMode.create());
        assertThatThrownBy(() -> backend.put(PATH, CONTENT, PutMode.create()))
                .isInstanceOfSatisfying(UnavailableException.class, e -> {
                    assertThat(e.operation()).isEqualTo("put");
                    assertThat(e.path()).isEqualTo("a/b.zip");
                });
        assertThat(backend.stat(PATH)).isEmpty();
        backend.put(PATH, CONTENT, PutMode.create());
        assertThat(backend.stat(PATH)).isPresent();
    }

    @Test
    void after_matchingCall_failsAlthoughItTookEffect() {
        backend.after(1, call -> call.is(PUT, ".zip"), FaultyBackend.failing(OutcomeUnknownException::new));
        assertThatThrownBy(() -> backend.put(PATH, CONTENT, PutMode.create()))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(backend.stat(PATH)).isPresent();
    }

    @Test
    void pause_holdsTheCallUpUntilResumed() throws Exception {
        Pause pause = new Pause();
        backend.before(1, call -> call.is(PUT, ".zip"), pause);
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> backend.put(PATH, CONTENT, PutMode.create()));
        pause.awaitReached();
        assertThat(backend.stat(PATH)).isEmpty();
        assertThat(put).isNotDone();
        pause.resume();
        put.get(1, TimeUnit.MINUTES);
        assertThat(backend.stat(PATH)).isPresent();
    }
}
