package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class LateClientTest {

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final LateClient late = new LateClient(this::make);

    @Test
    void threadsThatNeedItAtOnce_getOneClient_andItIsClosedOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<S3Client>> asked = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(late::get))
                    .toList();
            Set<S3Client> clients = new HashSet<>();
            for (Future<S3Client> each : asked) {
                clients.add(each.get());
            }
            assertThat(clients).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        late.close();
        assertThat(made).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void clientThatNobodyNeeded_isNotMadeToBeClosed() {
        late.close();
        assertThat(made).hasValue(0);
        assertThatThrownBy(late::get).isInstanceOf(RejectedExecutionException.class);
        assertThat(made).hasValue(0);
    }

    private S3Client make() {
        made.incrementAndGet();
        return new S3Client() {
            @Override
            public String serviceName() {
                return "s3";
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
