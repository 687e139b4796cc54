package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.servers.S3Stub;
import io.audmodel.testkit.Fault;
import io.audmodel.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that were damaged on their way, where the next one is whole. */
@Timeout(60)
@Tag("one-jdk")
class S3DamagedAnswersTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path folder;

    private S3Stub server;

    @BeforeEach
    void start() {
        server = S3Stub.start(folder);
        server.createBucket("models");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "STALL", "CRAWL", "SHRINK"})
    void notFound_thatIsDamaged_isAskedForAgain(Fault fault) {
        try (FaultProxy proxy = firstDisturbedBy(fault);
                Backend backend = connect(proxy.port())) {
            assertThat(backend.stat(PATH)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SHRINK", "GROW"})
    void range_whoseLengthContradictsIt_isAskedForAgain(Fault fault) throws IOException {
        byte[] content = new byte[1_000];
        try (Backend direct = connect(URI.create(server.endpoint()).getPort())) {
            direct.put(PATH, Content.of(content), PutMode.create());
        }
        try (FaultProxy proxy = firstDisturbedBy(fault);
                Backend backend = connect(proxy.port());
                ObjectBody body = backend.get(PATH, ByteRange.of(10, 100))) {
            assertThat(body.stream().readAllBytes()).hasSize(100);
        }
    }

    private FaultProxy firstDisturbedBy(Fault fault) {
        URI address = URI.create(server.endpoint());
        AtomicInteger requests = new AtomicInteger();
        return FaultProxy.start(
                new InetSocketAddress(address.getHost(), address.getPort()),
                1,
                () -> requests.getAndIncrement() == 0 ? fault : Fault.NONE);
    }

    private Backend connect(int port) {
        Map<String, String> options = new HashMap<>(server.options());
        options.put("read_timeout", "0.5");
        return Connecting.to("http://127.0.0.1:" + port, folder, options);
    }
}
