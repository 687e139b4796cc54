package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.Revision;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to a deployment that no healthy server gives, or not when a test wants them. */
@Tag("one-jdk")
class UploadTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final byte[] OURS = {1, 2, 3};
    private static final byte[] THEIRS = {4, 5};

    @TempDir
    private Path temporary;

    /** An object at one path, whose deployment a test can spoil. */
    private static final class OneObject implements HttpHandler {

        interface Deployment {
            /** Answers the deployment of this number, counted from 1. */
            void answer(HttpExchange exchange, int number) throws IOException;
        }

        private final Deployment deployment;
        private volatile byte[] content;
        private volatile int deployments;

        OneObject(Deployment deployment) {
            this.deployment = deployment;
        }

        @Override
        public void handle(HttpExchange exchange) throws IOException {
            if (exchange.getRequestMethod().equals("PUT")) {
                deployment.answer(exchange, ++deployments);
            } else if (ScriptedServer.asksAbout(exchange, "")) {
                ScriptedServer.repository(exchange);
            } else if (content == null) {
                ScriptedServer.error(exchange, 404, "File not found.");
            } else {
                ScriptedServer.object(exchange, 200, content);
            }
        }

        void store(HttpExchange exchange) throws IOException {
            content = exchange.getRequestBody().readAllBytes();
        }

        void accept(HttpExchange exchange) throws IOException {
            store(exchange);
            ScriptedServer.answer(
                    exchange,
                    201,
                    "{\"repo\":\"models\",\"lastModified\":\"2026-11-23T10:00:00.123+01:00\",\"checksums\":{\"md5\":\""
                            + Checksum.md5(content) + "\"}}");
        }
    }

    private interface Script {
        void answer(OneObject store, HttpExchange exchange, int number) throws IOException;
    }

    private static OneObject store(Script script) {
        OneObject[] self = new OneObject[1];
        self[0] = new OneObject((exchange, number) -> script.answer(self[0], exchange, number));
        return self[0];
    }

    @Test
    void put_tellsTheServerAllChecksumsFirst() throws IOException {
        OneObject store = store((self, exchange, number) -> self.accept(exchange));
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            ObjectInfo info = backend.put(new ObjectPath("a/model.zip"), Content.of(OURS), PutMode.create());
            assertThat(info.modified()).hasToString("2026-11-23T09:00:00Z");
            ScriptedServer.Request put = server.requests.get(server.requests.size() - 1);
            assertThat(put.line()).isEqualTo("PUT /artifactory/models/a/model.zip");
            assertThat(put.headers())
                    .containsEntry("X-Checksum-Md5", "5289df737df57326fcdd22597afb1fac")
                    .containsEntry("X-Checksum-Sha1", "7037807198c22a7d2b0807371d763779a84fdfcf")
                    .containsEntry(
                            "X-Checksum-Sha256", "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81")
                    .containsEntry("Content-Length", "3")
                    .containsEntry("Content-Type", "application/zip")
                    .doesNotContainKey("X-Checksum-Deploy");
            backend.put(new ObjectPath("_uid/index.html"), Content.of(OURS), PutMode.overwrite());
            assertThat(server.requests.get(server.requests.size() - 1).headers())
                    .containsEntry("Content-Type", "text/html; charset=utf-8");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409})
    void create_somebodyWasFasterAndMayNotBeOverwritten_existsAlready(int status) throws IOException {
        OneObject store = store((self, exchange, number) -> {
            self.content = THEIRS;
            ScriptedServer.error(exchange, status, "Not enough permissions to overwrite artifact");
        });
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            assertThatExceptionOfType(ObjectExistsException.class)
                    .isThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.create()))
                    .withMessageContaining("exists already");
        }
    }

    @Test
    void put_deniedWhereNothingIs_isDenied() throws IOException {
        OneObject store = store((self, exchange, number) -> ScriptedServer.error(exchange, 403, "forbidden"));
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            for (PutMode mode : new PutMode[] {PutMode.create(), PutMode.overwrite()}) {
                assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), mode))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageContaining("forbidden");
            }
            store.content = THEIRS;
            assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.overwrite()))
                    .isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void put_bodyArrivesDamaged_isSentAgain() throws IOException {
        OneObject store = store((self, exchange, number) -> {
            if (number == 1) {
                ScriptedServer.error(exchange, 409, "Checksum error: received 'a' but actual is 'b'");
            } else {
                self.accept(exchange);
            }
        });
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            backend.put(PATH, Content.of(OURS), PutMode.create());
            assertThat(store.content).isEqualTo(OURS);
            assertThat(store.deployments).isEqualTo(2);
        }
    }

    @Test
    void put_otherConflict_isNotRepeated() throws IOException {
        OneObject store = store((self, exchange, number) -> ScriptedServer.error(exchange, 409, "a is a file"));
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.create()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("a is a file");
            assertThat(store.deployments).isEqualTo(1);
        }
    }

    @Test
    void put_serverStoresSomethingElse_isFoundOut() throws IOException {
        OneObject store = store((self, exchange, number) -> ScriptedServer.answer(
                exchange, 201, "{\"repo\":\"models\",\"checksums\":{\"md5\":\"00000000000000000000000000000000\"}}"));
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.overwrite()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("00000000000000000000000000000000");
        }
    }

    @Test
    void create_answerIsLostAfterTheWrite_isTheWrite() throws IOException {
        OneObject store = store((self, exchange, number) -> self.store(exchange));
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            assertThat(backend.put(PATH, Content.of(OURS), PutMode.create()).size())
                    .isEqualTo(3);
            assertThat(store.deployments).isEqualTo(1);
        }
    }

    @Test
    void create_answerIsLostBeforeTheWrite_isRepeated() throws IOException {
        OneObject store = store((self, exchange, number) -> {
            if (number == 1) {
                exchange.getRequestBody().readAllBytes();
            } else {
                self.accept(exchange);
            }
        });
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            backend.put(PATH, Content.of(OURS), PutMode.create());
            assertThat(store.content).isEqualTo(OURS);
        }
    }

    @Test
    void create_answerIsLostAndSomethingElseIsThere_exists() throws IOException {
        OneObject store = store((self, exchange, number) -> {
            exchange.getRequestBody().readAllBytes();
            self.content = THEIRS;
        });
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.create()))
                    .isInstanceOf(ObjectExistsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 502, 504})
    void put_answersAreLostAlways_isUnknown(int status) throws IOException {
        OneObject store = store((self, exchange, number) -> {
            if (status > 0) {
                ScriptedServer.error(exchange, status, "broken");
            }
        });
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            for (PutMode mode : new PutMode[] {PutMode.create(), PutMode.overwrite()}) {
                assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), mode))
                        .isInstanceOf(OutcomeUnknownException.class);
            }
        }
    }

    @Test
    void put_interruptedWhileTheAnswerIsLost_isUnknown() throws IOException {
        Thread caller = Thread.currentThread();
        OneObject store = store((self, exchange, number) -> {
            self.store(exchange);
            caller.interrupt();
        });
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.create()))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.content).isEqualTo(OURS);
        }
    }

    @Test
    void put_bodyNeverReachesTheServer_isUnavailable() throws IOException {
        OneObject store = store((self, exchange, number) -> ScriptedServer.error(exchange, 503, "busy"));
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.create()))
                    .isInstanceOf(UnavailableException.class);
            assertThat(store.deployments).isEqualTo(Connecting.ATTEMPTS);
        }
    }

    @Test
    void put_large_leavesNothingInTheTemporaryFolder_notEvenIfItsProcessWereKilledMeanwhile() throws IOException {
        List<Long> files = new ArrayList<>();
        OneObject store = store((self, exchange, number) -> {
            files.add(count());
            self.accept(exchange);
        });
        byte[] large = new byte[1 << 20];
        try (ScriptedServer server = new ScriptedServer(store);
                Backend backend = connect(server)) {
            backend.put(PATH, Content.of(large), PutMode.create());
            assertThat(store.content).isEqualTo(large);
            assertThat(files).isNotEmpty().allMatch(count -> count == 0);
            assertThat(count()).isZero();
        }
    }

    @Test
    void put_replace_isRefused_sinceNoRevisionWasEverTold() throws IOException {
        try (ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.error(exchange, 500, "unasked"));
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.put(PATH, Content.of(OURS), PutMode.replace(new Revision("1"))))
                    .isInstanceOf(StorageException.class);
            assertThat(server.requests).isEmpty();
        }
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.count();
        }
    }

    private Backend connect(ScriptedServer server) {
        return Connecting.impatient(
                ArtifactoryConfig.of(server.repository(), Connecting.settings(Map.of(), Map.of(), temporary)));
    }
}
