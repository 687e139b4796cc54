package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies between the calls and the wire. */
class TransportTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void serverIsSilent_endsByTheReadTimeout() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        HttpHandler silent = exchange -> await(over);
        try (ScriptedServer server = new ScriptedServer(silent);
                Backend backend = connect(server.repository(), Map.of("read_timeout", "0.1"))) {
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(UnavailableException.class);
            over.countDown();
        }
    }

    @Test
    @Timeout(60)
    void bodyStalls_endsByTheReadTimeout() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        HttpHandler stalling = exchange -> {
            exchange.getResponseHeaders().set("X-Checksum-Md5", "00000000000000000000000000000000");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
            await(over);
        };
        try (ScriptedServer server = new ScriptedServer(stalling);
                Backend backend = connect(server.repository(), Map.of("read_timeout", "0.1"));
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThatThrownBy(() -> body.stream().readAllBytes()).isInstanceOf(IOException.class);
            over.countDown();
        }
    }

    @Test
    @Timeout(60)
    void bodyOfARefusalStalls_isNoInterrupt() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        HttpHandler stalling = exchange -> {
            exchange.sendResponseHeaders(403, 1_000);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
            await(over);
        };
        try (ScriptedServer server = new ScriptedServer(stalling);
                Backend backend = connect(server.repository(), Map.of("read_timeout", "0.1"))) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(AccessDeniedException.class);
            assertThat(Thread.interrupted()).isFalse();
            over.countDown();
        }
    }

    @Test
    @Timeout(60)
    void bodyCrawls_endsThoughEachByteComesInTime() throws IOException {
        HttpHandler crawling = exchange -> {
            exchange.getResponseHeaders().set("X-Checksum-Md5", "00000000000000000000000000000000");
            exchange.sendResponseHeaders(200, 1_000_000);
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(i);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(10_000_000);
            }
        };
        try (ScriptedServer server = new ScriptedServer(crawling);
                Backend backend = connect(server.repository(), Map.of("read_timeout", "0.2"));
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThatThrownBy(() -> body.stream().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("bytes arrived in");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 2, 40})
    @Timeout(60)
    void connections_areLimited_andWhoWaitsTooLongIsTold(int most) throws IOException {
        Map<String, String> options = most == 32
                ? Map.of("read_timeout", "0.5")
                : Map.of("read_timeout", "0.5", "max_connections", String.valueOf(most));
        byte[] content = new byte[1 << 20];
        List<ObjectBody> open = new ArrayList<>();
        try (ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.object(exchange, 200, content));
                Backend backend = connect(server.repository(), options)) {
            for (int i = 0; i < most; i++) {
                open.add(backend.get(PATH, ByteRange.all()));
            }
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(UnavailableException.class);
            open.remove(0).close();
            assertThat(backend.stat(PATH)).isPresent();
            open.forEach(ObjectBody::close);
        }
    }

    @Test
    void names_thatMeanSomethingInAddresses_arriveAsTheyAre() throws IOException {
        try (ScriptedServer server =
                new ScriptedServer(exchange -> ScriptedServer.object(exchange, 200, new byte[1]))) {
            Repository repository =
                    new Repository("artifactory", server.repository().host(), "my models;v=1?a%41");
            try (Backend backend = connect(repository, Map.of())) {
                backend.stat(new ObjectPath("a/1.0.0+b"));
            }
            assertThat(server.lines()).containsExactly("HEAD /artifactory/my%20models%3Bv%3D1%3Fa%2541/a/1.0.0%2Bb");
        }
    }

    @Test
    void proxy_ofTheEnvironment_isUsedWithItsCredentials() throws IOException {
        try (ScriptedServer proxy = new ScriptedServer(exchange -> ScriptedServer.object(exchange, 200, new byte[1]))) {
            Repository repository = Connecting.repository("http://artifactory.invalid/artifactory");
            Map<String, String> variables = Map.of("http_proxy", "http://p:w@" + proxy.host());
            try (Backend backend = Connecting.impatient(ArtifactoryConfig.of(
                    repository, Connecting.settings(Map.of("api_key", "key"), variables, folder)))) {
                assertThat(backend.stat(PATH)).isPresent();
            }
            assertThat(proxy.lines()).containsExactly("HEAD http://artifactory.invalid/artifactory/models/a/object");
            assertThat(proxy.requests.get(0).headers())
                    .containsEntry("Proxy-Authorization", "Basic cDp3")
                    .containsEntry("X-JFrog-Art-Api", "key");
        }
    }

    @Test
    @Timeout(60)
    void proxy_tunnel_getsItsOwnCredentialsAlone() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> refuse(proxy));
            Map<String, String> variables = Map.of("HTTPS_PROXY", "http://p:w@127.0.0.1:" + proxy.getLocalPort());
            Repository repository = Connecting.repository("https://artifactory.invalid/artifactory");
            try (Backend backend = Connecting.impatient(ArtifactoryConfig.of(
                    repository, Connecting.settings(Map.of("api_key", "key"), variables, folder)))) {
                assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(UnavailableException.class);
            }
            assertThat(heard.get(30, TimeUnit.SECONDS))
                    .startsWith("CONNECT artifactory.invalid:443 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic cDp3")
                    .noneMatch(line -> line.contains("key"));
        }
    }

    /** Answers one request and hangs up, for good. */
    private static List<String> refuse(ServerSocket proxy) {
        try (Socket socket = proxy.accept()) {
            proxy.close();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> lines = in.lines().takeWhile(line -> !line.isEmpty()).toList();
            socket.getOutputStream()
                    .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void interruptedThread_asksNothing_andStaysInterrupted() throws IOException {
        try (ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.object(exchange, 200, new byte[1]));
                Backend backend = connect(server.repository(), Map.of())) {
            Thread.currentThread().interrupt();
            try {
                assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> backend.stat(PATH));
                assertThatExceptionOfType(CancelledException.class)
                        .isThrownBy(() -> backend.put(PATH, Content.of(new byte[1]), PutMode.create()));
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void classPath_holdsNeitherGroovyNorABridgeForLog4j() {
        for (String unwanted : new String[] {"groovy.lang.GroovyObject", "org.apache.log4j.Logger"}) {
            assertThatThrownBy(() -> Class.forName(unwanted)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static Backend connect(Repository repository, Map<String, String> options) {
        return Connecting.impatient(Connecting.config(repository, options));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
