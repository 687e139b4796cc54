package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GuardedBackendTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final ObjectInfo INFO = new ObjectInfo(PATH, 3, Instant.EPOCH, null, null);

    /** Fails in every method by what this makes. */
    private interface Failing {
        Object run() throws Throwable;
    }

    @Test
    void everyCall_ofABackendThatFailsRaw_failsByAnErrorOfOurs() {
        for (Throwable raw : List.of(
                new NullPointerException("secret"),
                new UncheckedIOException(new IOException("reset")),
                new StackOverflowError(),
                new NoClassDefFoundError("org/example/Missing"))) {
            calls(guarded(() -> {
                        throw raw;
                    }))
                    .forEach((operation, call) -> assertThatThrownBy(call)
                            .as(operation)
                            .isInstanceOf(
                                    operation.equals("put") ? OutcomeUnknownException.class : StorageException.class)
                            .hasMessageContainingAll(raw.getClass().getSimpleName(), "test:repository")
                            .hasMessageNotContaining("secret")
                            .hasCause(raw));
        }
    }

    @Test
    void errorOfOurs_passesAsItIs() {
        AudModelException ours = new CancelledException("cancelled");
        calls(guarded(() -> {
                    throw ours;
                }))
                .forEach((operation, call) ->
                        assertThatThrownBy(call).as(operation).isSameAs(ours));
    }

    @Test
    void interruptBelow_isCancelled_andTheThreadStaysInterrupted() {
        calls(guarded(() -> {
                    throw new IllegalStateException(new InterruptedException());
                }))
                .forEach((operation, call) -> {
                    assertThatThrownBy(call).as(operation).isInstanceOf(CancelledException.class);
                    assertThat(Thread.interrupted()).as(operation).isTrue();
                });
    }

    @Test
    void interruptedThread_callsNothing_butCloses() {
        AtomicInteger called = new AtomicInteger();
        Backend backend = guarded(called::incrementAndGet);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(CancelledException.class);
            assertThat(called).hasValue(0);
            backend.close();
            assertThat(called).hasValue(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void body_thatFailsRaw_failsByAnIoException_andAnErrorOfOursPasses() {
        InputStream raw = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("connection pool shut down");
            }
        };
        try (ObjectBody body = guarded(() -> new ObjectBody(INFO, raw)).get(PATH, ByteRange.all())) {
            assertThatThrownBy(() -> body.stream().read())
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(StorageException.class);
            assertThatThrownBy(() -> body.stream().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void listing_thatFailsRaw_failsByAnErrorOfOurs_butWhatTheCallerThrowsIsTheCallers() {
        Stream<ObjectInfo> failing = Stream.of(1, 0).map(i -> INFO).peek(info -> {
            throw new ArithmeticException();
        });
        try (Stream<ObjectInfo> listed = guarded(() -> failing).list(PATH)) {
            assertThatThrownBy(listed::toList).isInstanceOf(StorageException.class);
        }
        try (Stream<ObjectInfo> listed = guarded(() -> Stream.of(INFO)).list(PATH)) {
            assertThatThrownBy(() -> listed.forEach(info -> {
                        throw new ArithmeticException("the caller's");
                    }))
                    .isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void listing_isReadToItsEnd_andClosesWhatItCameFrom() {
        AtomicInteger closed = new AtomicInteger();
        Backend backend = guarded(() -> Stream.of(INFO, INFO, INFO).onClose(closed::incrementAndGet));
        try (Stream<ObjectInfo> listed = backend.list(PATH)) {
            assertThat(listed).hasSize(3);
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void closed_refusesCalls_andClosesOnce() {
        AtomicInteger called = new AtomicInteger();
        Backend backend = guarded(called::incrementAndGet);
        backend.close();
        backend.close();
        assertThat(called).hasValue(1);
        assertThatThrownBy(() -> backend.stat(PATH))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("closed");
        assertThat(called).hasValue(1);
    }

    @Test
    void retryableError_staysRetryable() {
        Backend backend = guarded(() -> {
            throw new UnavailableException(new io.audmodel.error.BackendException.Failure("r", "stat", "p", "busy"));
        });
        assertThatThrownBy(() -> backend.stat(PATH))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.isRetryable()).isTrue());
    }

    private static Map<String, ThrowingCallable> calls(Backend backend) {
        return Map.of(
                "stat", () -> backend.stat(PATH),
                "get", () -> backend.get(PATH, ByteRange.all()),
                "put", () -> backend.put(PATH, Content.of(new byte[1]), PutMode.create()),
                "prepare", () -> backend.prepare(PATH, Content.of(new byte[1])),
                "list", () -> backend.list(PATH),
                "delete", () -> backend.delete(PATH),
                "url", () -> backend.url(PATH),
                "connect", backend::capabilities);
    }

    private static Backend guarded(Failing behaviour) {
        Object inner = Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    Object result = behaviour.run();
                    return method.getReturnType().isInstance(result) ? result : null;
                });
        return new GuardedBackend("test:repository", (Backend) inner);
    }
}
