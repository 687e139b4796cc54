package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.StubAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets at work beside the JDK's own log, which the tests of the whole client do not see: their tool keeps it shut. */
@Tag("reliability")
class S3CanaryTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String SECRET = "canary-secret/key";
    private static final String TOKEN = "canary-session/t0ken";
    private static final Map<String, String> OPTIONS =
            Map.of("access_key", "a", "secret_key", SECRET, "session_token", TOKEN);

    @TempDir
    private Path folder;

    @Test
    void noCall_showsASecret_whateverIsAnswered() throws IOException {
        try (Printed printed = new Printed();
                S3Stub server = S3Stub.watched("models")) {
            Repository repository = new Repository("s3", server.endpoint(), "models");
            BackendSettings settings = new BackendSettings(OPTIONS, Environment.of(Map.of(), folder, "me"), folder);
            S3Config config = S3Config.of(repository, settings);
            for (Object shown : List.of(config, config.setup(settings), Connecting.client(config, config.chain()))) {
                printed.add(shown);
            }
            try (Backend backend = Connecting.to(server.endpoint(), folder, OPTIONS)) {
                printed.add(backend + " " + backend.url(PATH));
                work(backend, printed);
                for (String refusal : List.of("400 ExpiredToken", "403 SignatureDoesNotMatch", "400 Odd", "404 Odd")) {
                    StubAnswer answer =
                            StubAnswer.error(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4));
                    server.rules().addFirst(request -> Optional.of(answer));
                    work(backend, printed);
                }
            }
            printed.assertHoldsNone(SECRET, base64(SECRET), TOKEN, base64(TOKEN));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirect_isNotFollowed_toTheSameHostOrAnother(int status) throws IOException {
        try (Printed printed = new Printed();
                S3Stub server = S3Stub.watched("models");
                S3Stub other = S3Stub.watched("models")) {
            for (S3Stub target : List.of(server, other)) {
                StubAnswer answer = StubAnswer.error(status, "TemporaryRedirect")
                        .with(Map.of("Location", target.endpoint() + "/models/b?X-Sig=s"));
                server.rules().addFirst(request -> Optional.of(answer));
                try (Backend backend = Connecting.to(server.endpoint(), folder, OPTIONS)) {
                    work(backend, printed);
                }
            }
            assertThat(server.requests())
                    .hasSize(10)
                    .noneMatch(request -> request.key().equals("b"));
            assertThat(other.requests()).isEmpty();
            printed.assertHoldsNone(SECRET, TOKEN);
        }
    }

    private static void work(Backend backend, Printed printed) {
        List<Runnable> calls = List.of(
                () -> backend.stat(PATH),
                () -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()),
                () -> read(backend),
                () -> backend.list(PATH).close(),
                () -> backend.delete(PATH));
        for (Runnable call : calls) {
            try {
                call.run();
            } catch (AudModelException e) {
                printed.add((Throwable) e);
            }
        }
    }

    private static void read(Backend backend) {
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            body.stream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
