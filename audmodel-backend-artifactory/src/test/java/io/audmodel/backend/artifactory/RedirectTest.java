package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that keep objects in object storage, and send us there. */
@Tag("reliability")
class RedirectTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String TEXT = "the bytes of a model";
    private static final byte[] CONTENT = TEXT.getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {302, 307})
    void get_sentToAnotherHost_goesThereWithoutCredentials(int status) throws IOException {
        for (Map<String, String> options : List.of(
                Map.of("username", "canary-me", "password", "s3cret"),
                Map.of("api_key", "s3cret"),
                Map.of("access_token", "s3cret"))) {
            HttpHandler storage = exchange -> ScriptedServer.answer(exchange, 200, TEXT);
            try (ScriptedServer other = new ScriptedServer(storage);
                    ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.object(
                            exchange,
                            status,
                            CONTENT,
                            "Location",
                            "http://" + other.host() + "/bucket/key?sig=a%2Fb%20c"));
                    Backend backend = connect(server.repository(), options);
                    ObjectBody body = backend.get(PATH, ByteRange.of(4, 5))) {
                assertThat(body.stream().readAllBytes()).asString().isEqualTo("bytes");
                assertThat(body.info().size()).isEqualTo(CONTENT.length);

                assertThat(server.requests.get(0).headers()).containsKey(header(options));
                ScriptedServer.Request second = other.requests.get(0);
                assertThat(second.line()).isEqualTo("GET /bucket/key?sig=a%2Fb%20c");
                assertThat(second.headers()).containsEntry("Range", "bytes=4-8");
                assertThat(second.headers().toString().toLowerCase(Locale.ROOT))
                        .doesNotContain("s3cret", "canary-me", "authorization", "x-jfrog-art-api", "cookie", "referer");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307})
    void get_sentWithinTheServer_keepsTheCredentials(int status) throws IOException {
        HttpHandler script = exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/moved")) {
                ScriptedServer.object(exchange, 200, CONTENT);
            } else {
                ScriptedServer.answer(exchange, status, "", "Location", "/artifactory/moved");
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository(), Map.of("access_token", "s3cret"));
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(body.stream().readAllBytes()).isEqualTo(CONTENT);
            assertThat(server.requests)
                    .hasSize(2)
                    .allSatisfy(
                            request -> assertThat(request.headers()).containsEntry("Authorization", "Bearer s3cret"));
        }
    }

    @Test
    void get_addressHasExpired_asksTheServerForAnother() throws IOException {
        AtomicInteger addresses = new AtomicInteger();
        HttpHandler storage = exchange -> {
            boolean valid = exchange.getRequestURI().getQuery().equals("sig=2");
            ScriptedServer.answer(exchange, valid ? 200 : 403, valid ? TEXT : "<Error/>");
        };
        try (ScriptedServer other = new ScriptedServer(storage);
                ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.object(
                        exchange,
                        302,
                        CONTENT,
                        "Location",
                        "http://" + other.host() + "/key?sig=" + addresses.incrementAndGet()));
                Backend backend = connect(server.repository(), Map.of());
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(body.stream().readAllBytes()).isEqualTo(CONTENT);
            assertThat(addresses).hasValue(2);
        }
    }

    @Test
    void get_storageSaysNotFound_isNoAbsence() throws IOException {
        try (ScriptedServer other = new ScriptedServer(exchange -> ScriptedServer.answer(exchange, 404, "<Error/>"));
                ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.object(
                        exchange, 302, CONTENT, "Location", "http://" + other.host() + "/key?sig=s3cret"));
                Backend backend = connect(server.repository(), Map.of())) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> backend.get(PATH, ByteRange.all()))
                    .withMessageContaining("404")
                    .withMessageNotContaining("s3cret");
        }
    }

    @Test
    void get_sentInACircle_ends() throws IOException {
        HttpHandler script =
                exchange -> ScriptedServer.answer(exchange, 302, "", "Location", exchange.getRequestURI() + "x");
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server.repository(), Map.of())) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("circle");
        }
    }

    private static String header(Map<String, String> options) {
        return options.containsKey("api_key") ? "X-JFrog-Art-Api" : "Authorization";
    }

    private static Backend connect(Repository repository, Map<String, String> options) {
        return Connecting.impatient(Connecting.config(repository, options));
    }
}
