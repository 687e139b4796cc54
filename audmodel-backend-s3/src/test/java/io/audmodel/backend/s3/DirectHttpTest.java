package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class DirectHttpTest {

    private final DirectHttp http = new DirectHttp(Duration.ofSeconds(5), Duration.ofSeconds(5));
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
        DirectHttp impatient = new DirectHttp(Duration.ofSeconds(5), Duration.ofMillis(50));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpExecuteRequest request = request("http://127.0.0.1:" + silent.getLocalPort(), SdkHttpMethod.GET, "/x");
            assertThatThrownBy(() -> impatient.prepareRequest(request).call())
                    .isInstanceOf(SocketTimeoutException.class);
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
