package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectPath;
import io.audmodel.servers.NetworkShape;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon a server answers, by which a load decides with how many ranges it begins. */
class S3LatencyTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path folder;

    @Test
    void latency_isThatOfTheLastRead() throws IOException {
        SkewedHttp http = new SkewedHttp();
        try (S3Stub server = S3Stub.watched("models").behind(new NetworkShape(30, 60, 1000, 0, 1));
                Backend backend =
                        Connecting.by(http, server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"))) {
            server.bucket("models").put(PATH.text(), new byte[] {1}, Map.of(), "\"e\"");
            assertThat(backend.list(ObjectPath.ROOT)).hasSize(1);
            assertThat(backend.latency()).isEmpty();
            backend.get(PATH, ByteRange.all()).close();
            // The network draws a fifth more or less.
            assertThat(backend.latency())
                    .hasValueSatisfying(time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(24)));
        } finally {
            http.close();
        }
    }
}
