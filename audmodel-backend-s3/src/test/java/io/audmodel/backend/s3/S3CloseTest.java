package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backend that is closed while others call it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class S3CloseTest {

    private static final int CALLERS = 8;

    @TempDir
    private Path folder;

    @RepeatedTest(5)
    void close_besideCalls_endsThemByAnErrorOfOurs_andInterruptsNobody() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try (S3Stub server = S3Stub.start(folder)) {
            server.createBucket("models");
            Backend backend = Connecting.to(server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"));
            CountDownLatch busy = new CountDownLatch(CALLERS);
            List<Future<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                ends.add(threads.submit(() -> {
                    Throwable end = callUntilItEnds(backend, caller, busy);
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return end;
                }));
            }
            busy.await();
            backend.close();
            for (Future<Throwable> end : ends) {
                assertThat(end.get(1, TimeUnit.MINUTES))
                        .isInstanceOfAny(StorageException.class, OutcomeUnknownException.class)
                        .hasMessageContaining("closed");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Throwable callUntilItEnds(Backend backend, int caller, CountDownLatch busy) {
        ObjectPath path = new ObjectPath("a/object-" + caller);
        for (int round = 0; true; round++) {
            if (round == 3) {
                busy.countDown();
            }
            try {
                switch (caller % 4) {
                    case 0 -> backend.put(path, Content.of(new byte[100]), PutMode.overwrite());
                    case 1 -> backend.stat(path);
                    case 2 -> backend.delete(path);
                    default -> {
                        try (Stream<?> listed = backend.list(new ObjectPath("a"))) {
                            listed.forEach(each -> {});
                        }
                    }
                }
            } catch (AudModelException e) {
                return e;
            }
        }
    }
}
