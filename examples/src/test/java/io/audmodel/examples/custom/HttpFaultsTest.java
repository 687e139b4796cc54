package io.audmodel.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.audmodel.testkit.Fault;
import io.audmodel.testkit.FaultProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches the client of a server whose answers suffer on their way. */
class HttpFaultsTest {

    private static final byte[] OBJECT = "content ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, OBJECT.length);
                exchange.getResponseBody().write(OBJECT);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void faults_befallTheRequestsInTheirOrder() throws IOException {
        Iterator<Fault> plan =
                List.of(Fault.NONE, Fault.BUSY_503, Fault.FLIP, Fault.SHRINK).iterator();
        try (FaultProxy proxy = FaultProxy.start(server.getAddress(), 1, plan::next)) {
            URI object = URI.create("http://127.0.0.1:" + proxy.port() + "/object");

            assertThat(read(object)).isEqualTo(OBJECT);
            assertThatThrownBy(() -> read(object)).hasMessageContaining("503");
            assertThat(read(object)).hasSameSizeAs(OBJECT).isNotEqualTo(OBJECT);
            // Nobody but the backend notices: what is announced is as short as what comes.
            assertThat(read(object)).hasSizeLessThan(OBJECT.length);
        }
    }

    private static byte[] read(URI object) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) object.toURL().openConnection();
        connection.setReadTimeout(30_000);
        try (InputStream body = connection.getInputStream()) {
            return body.readAllBytes();
        }
    }
}
