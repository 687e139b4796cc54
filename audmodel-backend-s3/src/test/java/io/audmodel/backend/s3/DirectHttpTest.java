package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.audmodel.servers.RawServer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class DirectHttpTest {

    private final DirectHttp http = new DirectHttp(Duration.ofSeconds(5), Duration.ofSeconds(5), Optional.empty());
    private HttpServer server;

    /** Sends back what comes; a HEAD, an empty body and a redirect have nothing. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", DirectHttpTest::echo);
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("x-seen", exchange.getRequestMethod() + " " + body.length);
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().equals("/refused") ? 403 : 200,
                    body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void call_largeBody_goesAndComesWhole() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        HttpExecuteResponse response = call(request(SdkHttpMethod.PUT, "/x", bytes));
        assertThat(response.httpResponse().firstMatchingHeader("X-Seen")).contains("PUT 3000001");
        assertThat(response.responseBody().orElseThrow().readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void call_refusal_comesWithItsBody() throws IOException {
        HttpExecuteResponse response =
                call(request(SdkHttpMethod.PUT, "/refused", "no".getBytes(StandardCharsets.UTF_8)));
        assertThat(response.httpResponse().statusCode()).isEqualTo(403);
        assertThat(response.responseBody().orElseThrow()).hasContent("no");
    }

    @Test
    void call_nothingComes_hasNoBody() throws IOException {
        for (SdkHttpMethod method : new SdkHttpMethod[] {SdkHttpMethod.HEAD, SdkHttpMethod.GET, SdkHttpMethod.POST}) {
            HttpExecuteResponse response = call(request(method, "/x", new byte[0]));
            assertThat(response.httpResponse().firstMatchingHeader("X-Seen")).contains(method + " 0");
            assertThat(response.responseBody()).isEmpty();
        }
    }

    @Test
    void call_redirect_isNotFollowed() throws IOException {
        HttpExecuteResponse response = call(request(SdkHttpMethod.GET, "/elsewhere", new byte[0]));
        assertThat(response.httpResponse().statusCode()).isEqualTo(307);
        assertThat(response.httpResponse().firstMatchingHeader("Location")).contains("/");
    }

    @Test
    void call_noAnswer_endsByTheTimeOut() throws IOException {
        DirectHttp impatient = new DirectHttp(Duration.ofSeconds(5), Duration.ofMillis(50), Optional.empty());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpExecuteRequest request = request("http://127.0.0.1:" + silent.getLocalPort(), SdkHttpMethod.GET, "/x");
            assertThatThrownBy(() -> impatient.prepareRequest(request).call())
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** As of a file that becomes shorter. The server waits for the rest of it. */
    @Test
    @Timeout(60)
    void call_bodyThatCannotBeRead_failsAtOnce() throws IOException {
        DirectHttp patient = new DirectHttp(Duration.ofSeconds(5), Duration.ofHours(1), Optional.empty());
        EOFException failure = new EOFException("shorter");
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(new byte[100]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        });
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpExecuteRequest bare = request("http://127.0.0.1:" + silent.getLocalPort(), SdkHttpMethod.PUT, "/x");
            HttpExecuteRequest request = HttpExecuteRequest.builder()
                    .request(bare.httpRequest())
                    .contentStreamProvider(() -> body)
                    .build();
            assertThatThrownBy(() -> patient.prepareRequest(request).call()).isSameAs(failure);
        }
    }

    @Test
    void call_answerIsNotHttp_fails() throws Exception {
        try (ServerSocket strange = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket socket = strange.accept()) {
                    socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client has gone.
                    return;
                }
            });
            answering.start();
            HttpExecuteRequest request = request("http://127.0.0.1:" + strange.getLocalPort(), SdkHttpMethod.PUT, "/x");
            assertThatThrownBy(() -> http.prepareRequest(request).call()).isInstanceOf(IOException.class);
            strange.close();
            answering.join();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: |x",
                "HTTP/1.1 200 OK\r\n|X: y\r\n",
                "HTTP/1.1 200 OK\r\n\u0000",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n|x: y\r\n"
            })
    void call_answerThatIsNone_fails_howeverOftenItIsSaid(String text) {
        try (RawServer endless = new RawServer((head, in, out) -> {
            String[] once = text.split("\\|");
            RawServer.write(out, once.length == 1 ? "" : once[0]);
            String many = once[once.length - 1].repeat(100);
            while (!Thread.currentThread().isInterrupted()) {
                RawServer.write(out, many);
            }
        })) {
            assertThatThrownBy(() -> {
                        HttpExecuteResponse response = call(request(endless.endpoint(), SdkHttpMethod.GET, "/x"));
                        response.responseBody().orElseThrow().readNBytes(10_000_000);
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void call_chunks_areOneBody_andTheConnectionIsUsedAgain() throws IOException {
        try (RawServer chunks = new RawServer((head, in, out) -> RawServer.write(
                out,
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3;a=b\r\nabc\r\n00A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"))) {
            for (int i = 0; i < 5; i++) {
                HttpExecuteResponse response = call(request(chunks.endpoint(), SdkHttpMethod.GET, "/x"));
                assertThat(response.responseBody().orElseThrow()).hasContent("abc0123456789");
            }
            assertThat(chunks.connections()).isOne();
        }
    }

    @Test
    void call_connectionThatTheServerEnded_isAnotherOne() throws IOException {
        try (RawServer ending = new RawServer((head, in, out) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
            throw new IOException("without a word");
        })) {
            for (int i = 0; i < 5; i++) {
                HttpExecuteResponse response = call(request(ending.endpoint(), SdkHttpMethod.GET, "/x"));
                assertThat(response.responseBody().orElseThrow()).hasContent("x");
            }
            assertThat(ending.connections()).isEqualTo(5);
        }
    }

    @Test
    void call_bodyThatIsNotReadToItsEnd_endsItsConnection() throws IOException {
        try (RawServer twice = new RawServer(
                (head, in, out) -> RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"))) {
            for (int i = 0; i < 3; i++) {
                HttpExecuteResponse response = call(request(twice.endpoint(), SdkHttpMethod.GET, "/x"));
                assertThat(response.responseBody().orElseThrow().read()).isEqualTo('a');
                response.responseBody().orElseThrow().close();
            }
            assertThat(twice.connections()).isEqualTo(3);
        }
    }

    @Test
    void call_refusalBeforeTheBodyIsTaken_isSeen() throws IOException {
        byte[] bytes = new byte[10 << 20];
        try (RawServer refusing = new RawServer((head, in, out) -> {
            RawServer.write(out, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
            in.skipNBytes(100);
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            HttpExecuteRequest bare = request(refusing.endpoint(), SdkHttpMethod.PUT, "/x");
            HttpExecuteResponse response = call(HttpExecuteRequest.builder()
                    .request(bare.httpRequest())
                    .contentStreamProvider(ContentStreamProvider.fromByteArray(bytes))
                    .build());
            assertThat(response.httpResponse().statusCode()).isEqualTo(413);
        }
    }

    private HttpExecuteResponse call(HttpExecuteRequest request) throws IOException {
        return http.prepareRequest(request).call();
    }

    private HttpExecuteRequest request(SdkHttpMethod method, String path, byte[] body) {
        HttpExecuteRequest bare =
                request("http://127.0.0.1:" + server.getAddress().getPort(), method, path);
        if (body.length == 0) {
            return bare;
        }
        return HttpExecuteRequest.builder()
                .request(bare.httpRequest().toBuilder()
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .contentStreamProvider(ContentStreamProvider.fromByteArray(body))
                .build();
    }

    private static HttpExecuteRequest request(String endpoint, SdkHttpMethod method, String path) {
        return HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder()
                        .method(method)
                        .uri(URI.create(endpoint + path))
                        .build())
                .build();
    }
}
