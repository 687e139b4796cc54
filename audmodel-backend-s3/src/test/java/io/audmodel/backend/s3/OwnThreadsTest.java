package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

class OwnThreadsTest {

    private static final int ROUNDS = 300;

    /** The interrupt often arrives before the other thread begins; then there is no end of a request to wait for. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void callerThatIsInterruptedAlready_waitsForNoRequestThatIsNeverSent() {
        S3Client client = (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    new CountDownLatch(1).await();
                    return null;
                });
        try (OwnThreads threads = new OwnThreads(client, false)) {
            for (int round = 0; round < ROUNDS; round++) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() ->
                                threads.headObject(HeadObjectRequest.builder().build()))
                        .isInstanceOf(AbortedException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }
}
