package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault as a plain HTTP client sees it. */
@Timeout(60)
class FaultProxyTest {

    private static final byte[] BODY = "forty bytes, of which each has its place".getBytes(StandardCharsets.UTF_8);
    private static final String MD5 = "0123456789abcdef0123456789abcdef";
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FaultProxyTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "LATENCY", "TRICKLE"})
    void harmless_bringsTheBodyAsItIs(Fault fault) throws Exception {
        HttpResponse<byte[]> answer = ask(fault);
        assertThat(answer.body()).isEqualTo(BODY);
        assertThat(answer.headers().firstValue("ETag")).contains('"' + MD5 + '"');
    }

    @Test
    void latency_comesLater() throws Exception {
        long begun = System.nanoTime();
        ask(Fault.LATENCY);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void reset_neverReachesTheServer() {
        assertThatThrownBy(() -> ask(Fault.RESET)).isInstanceOf(IOException.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void lostAnswer_reachesTheServer() {
        assertThatThrownBy(() -> ask(Fault.LOST_ANSWER)).isInstanceOf(IOException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void cut_breaksOff() {
        assertThatThrownBy(() -> ask(Fault.CUT))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void flip_changesOneBit() throws Exception {
        byte[] body = ask(Fault.FLIP).body();
        assertThat(body).hasSameSizeAs(BODY);
        int bits = 0;
        for (int i = 0; i < body.length; i++) {
            bits += Integer.bitCount((body[i] ^ BODY[i]) & 0xff);
        }
        assertThat(bits).isEqualTo(1);
    }

    @Test
    void shrink_isShorter_andSaysSo() throws Exception {
        HttpResponse<byte[]> answer = ask(Fault.SHRINK);
        assertThat(answer.body()).hasSizeLessThan(BODY.length);
        assertThat(BODY).startsWith(answer.body());
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @Test
    void grow_isLonger_andSaysSo() throws Exception {
        HttpResponse<byte[]> answer = ask(Fault.GROW);
        assertThat(answer.body()).hasSizeGreaterThan(BODY.length).startsWith(BODY);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @ParameterizedTest
    @EnumSource(names = {"STALL", "CRAWL"})
    void slow_answersAtOnce_andDoesNotEnd(Fault fault) throws Exception {
        try (FaultProxy proxy = proxy(fault)) {
            CompletableFuture<HttpResponse<byte[]>> answer =
                    client.sendAsync(request(proxy), HttpResponse.BodyHandlers.ofByteArray());
            assertThatThrownBy(() -> answer.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void crawl_bringsEachByteInTheEnd() throws Exception {
        assertThat(ask(Fault.CRAWL).body()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({"ERROR_500, 500", "BUSY_503, 503", "BUSY_429, 429"})
    void refusal_neverReachesTheServer(Fault fault, int status) throws Exception {
        assertThat(ask(fault).statusCode()).isEqualTo(status);
        assertThat(requests).hasValue(0);
    }

    @Test
    void wrongChecksum_changesTheHeadersAlone() throws Exception {
        HttpResponse<byte[]> answer = ask(Fault.WRONG_CHECKSUM);
        assertThat(answer.body()).isEqualTo(BODY);
        for (String name : List.of("ETag", "X-Checksum-Md5", "x-amz-meta-md5")) {
            assertThat(answer.headers().firstValue(name).orElseThrow().replace("\"", ""))
                    .as(name)
                    .isEqualTo("1" + MD5.substring(1));
        }
        assertThat(answer.headers().firstValue("X-Other")).contains(MD5);
    }

    @Test
    void seeded_drawsEveryFault_inTheShareAskedFor() {
        List<Fault> drawn =
                Stream.generate(FaultProxy.seeded(1, 0.5)).limit(10_000).toList();
        assertThat(drawn).contains(Fault.values());
        assertThat(drawn.stream().filter(Fault.NONE::equals).count()).isBetween(4_500L, 5_500L);
        assertThat(Stream.generate(FaultProxy.seeded(1, 0.5)).limit(10_000)).isEqualTo(drawn);
    }

    private HttpResponse<byte[]> ask(Fault fault) throws IOException, InterruptedException {
        try (FaultProxy proxy = proxy(fault)) {
            return client.send(request(proxy), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private FaultProxy proxy(Fault fault) {
        return FaultProxy.start(server.getAddress(), 1, () -> fault);
    }

    /** A POST, which a client does not send again on its own. */
    private static HttpRequest request(FaultProxy proxy) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/object"))
                .POST(HttpRequest.BodyPublishers.ofString("a body"))
                .build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("ETag", '"' + MD5 + '"');
            for (String name : List.of("X-Checksum-Md5", "x-amz-meta-md5", "X-Other")) {
                exchange.getResponseHeaders().set(name, MD5);
            }
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
        }
    }
}
