package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call against every refusal: only a repository that answers can say that an object is absent. */
class ArtifactoryErrorsTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final Map<String, String> CREDENTIALS = Map.of("username", "me", "password", "s3cret");

    private static Map<String, Consumer<Backend>> calls() {
        return Map.of(
                "stat", backend -> backend.stat(PATH),
                "get", backend -> backend.get(PATH, ByteRange.all()).close(),
                "put", backend -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()),
                "list", backend -> backend.list(PATH).toList(),
                "delete", backend -> backend.delete(PATH));
    }

    @ParameterizedTest
    @CsvSource({
        "401, AuthenticationException",
        "403, AccessDeniedException",
        "407, AuthenticationException",
        "408, UnavailableException",
        "429, UnavailableException",
        "503, UnavailableException",
        "418, StorageException"
    })
    void everyCall_refusedByEverything_tellsWhy(int status, String type) throws IOException {
        HttpHandler script = exchange -> ScriptedServer.error(exchange, status, "no, s3cret");
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository())) {
            calls().forEach((operation, call) -> assertThatThrownBy(() -> call.accept(backend))
                    .as(operation)
                    .isInstanceOfSatisfying(BackendException.class, e -> {
                        boolean unknown = status == 408 && operation.equals("put");
                        assertThat(e.getClass().getSimpleName()).isEqualTo(unknown ? "OutcomeUnknownException" : type);
                        assertThat(e.operation()).isEqualTo(operation);
                        assertThat(e.path()).isEqualTo(PATH.text());
                        assertThat(e.repository()).isEqualTo(server.repository().toString());
                    })
                    .message()
                    .doesNotContain("s3cret"));
        }
    }

    @Test
    void notFound_saidByTheRepository_isAbsent() throws IOException {
        HttpHandler script = exchange -> {
            if (ScriptedServer.asksAbout(exchange, "")) {
                ScriptedServer.repository(exchange);
            } else {
                ScriptedServer.error(exchange, 404, "Unable to find item");
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository())) {
            assertThat(backend.stat(PATH)).isEmpty();
            assertThat(backend.list(PATH)).isEmpty();
            backend.delete(PATH);
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(ObjectNotFoundException.class);
            assertThatThrownBy(() -> calls().get("put").accept(backend)).isInstanceOf(StorageException.class);
            assertThat(server.lines())
                    .filteredOn(line -> line.endsWith("/api/storage/models"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"404", "400"})
    void notFound_repositoryIsMissing_isAnErrorOfEveryCall(int status) throws IOException {
        HttpHandler script = exchange -> ScriptedServer.error(
                exchange, ScriptedServer.asksAbout(exchange, "") ? status : 404, "Unable to find item");
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository())) {
            calls().forEach((operation, call) -> assertThatExceptionOfType(RepositoryNotFoundException.class)
                    .as(operation)
                    .isThrownBy(() -> call.accept(backend))
                    .withMessageContaining("'models'")
                    .withMessageNotContaining("the address"));
        }
    }

    @Test
    void notFound_addressWithoutItsPath_saysWhatAddressesEndWith() throws IOException {
        HttpHandler script = exchange -> ScriptedServer.error(exchange, 404, "Unable to find item");
        try (ScriptedServer server = new ScriptedServer(script)) {
            Repository bare = Connecting.repository(server.repository().host().replace("/artifactory", ""));
            try (Backend backend = connect(bare)) {
                assertThatThrownBy(() -> backend.stat(new ObjectPath("a")))
                        .isInstanceOf(RepositoryNotFoundException.class)
                        .hasMessageContaining("the address, which ends with /artifactory");
            }
        }
    }

    @Test
    void notFound_saidBySomethingElse_isAnErrorOfEveryCall() throws IOException {
        HttpHandler script = exchange -> ScriptedServer.answer(
                exchange, ScriptedServer.asksAbout(exchange, "") ? 200 : 404, "<html>login</html>");
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository())) {
            calls().forEach((operation, call) -> assertThatExceptionOfType(StorageException.class)
                    .as(operation)
                    .isThrownBy(() -> call.accept(backend))
                    .withMessageContaining("no Artifactory"));
        }
    }

    @Test
    void loginPage_insteadOfAnObject_isNoObjectAndNoAbsence() throws IOException {
        HttpHandler script = exchange -> ScriptedServer.answer(exchange, 200, "<html>login</html>");
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository())) {
            for (String operation : new String[] {"stat", "get", "delete"}) {
                assertThatExceptionOfType(StorageException.class)
                        .as(operation)
                        .isThrownBy(() -> calls().get(operation).accept(backend))
                        .withMessageContaining("no Artifactory");
            }
            assertThatThrownBy(() -> calls().get("list").accept(backend)).isInstanceOf(BackendException.class);
        }
    }

    @Test
    void disturbance_passes_isRetried() throws IOException {
        int[] asked = new int[1];
        HttpHandler script = exchange -> {
            if (++asked[0] < Connecting.ATTEMPTS) {
                ScriptedServer.error(exchange, 503, "busy");
            } else {
                ScriptedServer.object(exchange, 200, new byte[3]);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository())) {
            assertThat(backend.stat(PATH).orElseThrow().size()).isEqualTo(3);
            assertThat(server.requests).hasSize(Connecting.ATTEMPTS);
        }
    }

    @Test
    void refusal_staysARefusal_isNotRetried() throws IOException {
        try (ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.error(exchange, 403, "no"));
                Backend backend = connect(server.repository())) {
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(AccessDeniedException.class);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void proxyThatIsNotThere_isNamedWithItsVariable() throws IOException {
        for (String proxy : new String[] {"127.0.0.1:" + freePort(), "no.such.proxy.invalid:3128"}) {
            Map<String, String> variables = Map.of("HTTP_PROXY", "http://me:s3cret@" + proxy);
            ArtifactoryConfig config = ArtifactoryConfig.of(
                    Connecting.repository("http://a.example.test"),
                    Connecting.settings(CREDENTIALS, variables, Path.of("no-home")));
            try (Backend backend = Connecting.impatient(config)) {
                assertThatThrownBy(() -> backend.stat(PATH))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("proxy " + proxy)
                        .hasMessageContaining("HTTP_PROXY")
                        .hasMessageNotContaining("s3cret");
            }
        }
    }

    @Test
    void nobodyListens_isUnavailable() throws IOException {
        for (String host : new String[] {"http://127.0.0.1:" + freePort(), "http://no.such.host.invalid"}) {
            try (Backend backend = connect(Connecting.repository(host))) {
                calls().forEach((operation, call) -> assertUnreachable(operation, () -> call.accept(backend)));
            }
        }
    }

    /** As a load balancer does whose servers are away: nobody has shown a certificate. */
    @Test
    void handshakeThatIsNotAnswered_isUnavailable() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> {
                try {
                    while (true) {
                        socket.accept().close();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            closing.start();
            try (Backend backend = connect(Connecting.repository("https://127.0.0.1:" + socket.getLocalPort()))) {
                assertThatExceptionOfType(UnavailableException.class)
                        .isThrownBy(() -> backend.stat(PATH))
                        .withMessageContaining("the server cannot be reached")
                        .withMessageNotContaining("certificate");
            }
        }
    }

    @Test
    void write_isSentElsewhere_isNotFollowed() throws IOException {
        HttpHandler script = exchange -> ScriptedServer.answer(exchange, 301, "", "Location", "https://example.org/");
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository())) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> calls().get("put").accept(backend))
                    .withMessageContainingAll("301", "https");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void wrongCredentials_tellWhereTheyComeFrom() throws IOException {
        try (ScriptedServer server =
                        new ScriptedServer(exchange -> ScriptedServer.error(exchange, 401, "Bad credentials"));
                Backend backend = connect(server.repository())) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> backend.get(PATH, ByteRange.all()))
                    .withMessageContainingAll("Bad credentials", "ARTIFACTORY_API_KEY", ".artifactory_python.cfg");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertUnreachable(String operation, ThrowingCallable call) {
        assertThatExceptionOfType(UnavailableException.class)
                .as(operation)
                .isThrownBy(call)
                .withMessageContaining("cannot be reached")
                .matches(BackendException::isRetryable);
    }

    private static Backend connect(Repository repository) {
        return Connecting.impatient(Connecting.config(repository, CREDENTIALS));
    }
}
