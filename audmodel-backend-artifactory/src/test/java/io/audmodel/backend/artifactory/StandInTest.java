package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.artifactory.standin.Disturbance;
import io.audmodel.artifactory.standin.Permission;
import io.audmodel.artifactory.standin.StandInBuilder;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users, permissions, redirects, and repositories of the other kinds. */
class StandInTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final Map<String, String> ME = Map.of("username", "me", "password", "s3cret");

    @Test
    void put_create_whereNothingMayBeOverwritten_hasOneWinner() throws Exception {
        StandInBuilder setup =
                ArtifactoryStandIn.builder().local("models").user("me", "s3cret", Permission.READ, Permission.DEPLOY);
        try (ArtifactoryStandIn server = setup.start();
                Backend backend = connect(server, ME)) {
            int winners = 0;
            for (Future<Boolean> each : createBySixteen(backend)) {
                winners += each.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);

            assertThatThrownBy(() -> backend.put(PATH, Content.of(bytes("another")), PutMode.create()))
                    .isInstanceOf(ObjectExistsException.class);
            assertThatThrownBy(() -> backend.put(PATH, Content.of(bytes("another")), PutMode.overwrite()))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("DELETE");
        }
    }

    private static List<Future<Boolean>> createBySixteen(Backend backend) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                byte[] content = bytes("of publisher " + i);
                calls.add(() -> creates(backend, content));
            }
            return threads.invokeAll(calls);
        } finally {
            threads.shutdown();
        }
    }

    private static boolean creates(Backend backend, byte[] content) {
        try {
            backend.put(PATH, Content.of(content), PutMode.create());
            return true;
        } catch (ObjectExistsException e) {
            return false;
        }
    }

    @Test
    void anonymous_readsWhatIsOpen_andWritesNothing() throws IOException {
        StandInBuilder setup = ArtifactoryStandIn.builder()
                .local("models")
                .user("me", "s3cret")
                .anonymous(Permission.READ);
        try (ArtifactoryStandIn server = setup.start();
                Backend mine = connect(server, ME);
                Backend open = connect(server, Map.of())) {
            mine.put(PATH, Content.of(bytes("open to all")), PutMode.create());

            assertThat(read(open)).isEqualTo("open to all");
            assertThatThrownBy(() -> open.put(new ObjectPath("b"), Content.of(bytes("x")), PutMode.create()))
                    .isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void credentials_ofEachKind_areTaken_andWrongOnesRefused() throws IOException {
        StandInBuilder setup = ArtifactoryStandIn.builder()
                .local("models")
                .user("me", "s3cret")
                .apiKey("me", "AKCkey")
                .accessToken("me", "token");
        try (ArtifactoryStandIn server = setup.start();
                Backend backend = connect(server, ME)) {
            backend.put(PATH, Content.of(bytes("text")), PutMode.create());
            for (Map<String, String> right : List.of(
                    Map.of("api_key", "AKCkey"),
                    Map.of("username", "me", "api_key", "AKCkey"),
                    Map.of("access_token", "token"),
                    Map.of("username", "me", "access_token", "token"))) {
                try (Backend other = connect(server, right)) {
                    assertThat(read(other)).isEqualTo("text");
                }
            }
            for (Map<String, String> wrong : List.of(
                    Map.of("username", "me", "password", "other"),
                    Map.of("api_key", "AKCother"),
                    Map.of("access_token", "other"),
                    Map.of("username", "anonymous"))) {
                try (Backend other = connect(server, wrong)) {
                    assertThatThrownBy(() -> other.stat(PATH)).isInstanceOf(AuthenticationException.class);
                }
            }
        }
    }

    @Test
    void remoteAndVirtualRepositories_areRead() throws IOException {
        try (ArtifactoryStandIn upstream =
                        ArtifactoryStandIn.builder().local("models").start();
                Backend there = connect(upstream, Map.of());
                ArtifactoryStandIn server = ArtifactoryStandIn.builder()
                        .local("own")
                        .remote("models", URI.create(upstream.url() + "/models"))
                        .virtual("all", List.of("own", "models"))
                        .start();
                Backend remote = connect(server, Map.of());
                Backend virtual = connect(server, Map.of(), "all")) {
            there.put(PATH, Content.of(bytes("from afar")), PutMode.create());

            assertThat(remote.stat(new ObjectPath("missing"))).isEmpty();
            assertThat(remote.stat(PATH)).isPresent();
            assertThat(read(remote)).isEqualTo("from afar");
            assertThat(read(virtual)).isEqualTo("from afar");
            try (Stream<ObjectInfo> found = virtual.list(new ObjectPath("a"))) {
                assertThat(found).hasSize(1);
            }
            assertThatThrownBy(() -> virtual.put(PATH, Content.of(bytes("x")), PutMode.overwrite()))
                    .isInstanceOf(BackendException.class);
        }
    }

    @Test
    void get_sentElsewhere_takesNoCredentialsThere_andAsksAgainWhenThatExpires() throws IOException {
        StandInBuilder setup = ArtifactoryStandIn.builder()
                .local("models")
                .user("me", "s3cret")
                .redirecting(Duration.ofMinutes(5));
        try (ArtifactoryStandIn server = setup.start();
                Backend backend = connect(server, ME)) {
            backend.put(PATH, Content.of(bytes("text")), PutMode.create());
            assertThat(read(backend)).isEqualTo("text");

            AtomicReference<Disturbance> next = new AtomicReference<>(Disturbance.EXPIRED);
            server.disturb(() -> next.getAndSet(Disturbance.NONE));
            server.forgetRequests();
            assertThat(read(backend)).isEqualTo("text");
            assertThat(server.requests()).hasSize(2).containsOnly("GET /artifactory/models/a/object");
        }
    }

    private static Backend connect(ArtifactoryStandIn server, Map<String, String> options) {
        return connect(server, options, "models");
    }

    private static Backend connect(ArtifactoryStandIn server, Map<String, String> options, String repository) {
        return new ArtifactoryBackend(
                Connecting.config(new Repository("artifactory", server.url().toString(), repository), options));
    }

    private static String read(Backend backend) throws IOException {
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            return new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
