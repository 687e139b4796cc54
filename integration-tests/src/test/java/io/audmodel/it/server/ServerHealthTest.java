package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.artifactory.standin.Permission;
import io.audmodel.backend.Environment;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.health.RepositoryHealth;
import io.audmodel.model.Repository;
import io.audmodel.servers.RawServer;
import io.audmodel.servers.S3ProxyServer;
import io.audmodel.servers.S3Stub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one request of a check proves that reading works, or says why not, with each kind of store. */
@Timeout(120)
@Tag("one-jdk")
class ServerHealthTest {

    private static final String DENIED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

    @TempDir
    private Path folder;

    private RepositoryHealth health(Repository repository, Map<String, String> options) {
        return health(repository, options, Map.of());
    }

    private RepositoryHealth health(Repository repository, Map<String, String> options, Map<String, String> variables) {
        AudModelBuilder builder = AudModel.builder()
                .environment(Environment.of(variables, folder.resolve("home"), "tester"))
                .cacheRoot(folder.resolve("cache"))
                .callTimeout(Duration.ofSeconds(30))
                .repository(repository, options);
        try (AudModel client = builder.build()) {
            return client.check().repositories().get(0);
        }
    }

    private static AbstractThrowableAssert<?, ?> assertFailure(
            RepositoryHealth health, Class<? extends AudModelException> type) {
        @Nullable AudModelException failure = health.failure();
        return assertThat(failure).isInstanceOf(type);
    }

    @Test
    void bucket_costsOneRequest_andTellsTheClock() throws Exception {
        try (S3Stub server = S3Stub.start(folder)) {
            server.createBucket("models");
            RepositoryHealth health = health(new Repository("s3", server.endpoint(), "models"), server.options());

            assertThat(health.failure()).isNull();
            assertThat(health.clockAhead()).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
            assertThat(server.takeRequests()).singleElement().asString().startsWith("GET models/_uid/");

            assertFailure(
                            health(new Repository("s3", server.endpoint(), "nodels"), server.options()),
                            RepositoryNotFoundException.class)
                    .hasMessageContaining("no such bucket");
            assertThat(server.takeRequests()).hasSize(1);
        }
    }

    @Test
    void bucket_withAWrongKey_isRefused() {
        try (S3ProxyServer server = S3ProxyServer.start()) {
            server.createBucket("models");
            Repository models = new Repository("s3", server.endpoint(), "models");

            assertThat(health(models, server.options()).failure()).isNull();
            AudModelException refused = health(
                            models, Map.of("access_key", server.accessKey(), "secret_key", "no-such-secret"))
                    .failure();
            assertThat(refused)
                    .isInstanceOfAny(AuthenticationException.class, AccessDeniedException.class)
                    .hasMessageNotContaining("no-such-secret");
        }
    }

    /** Amazon answers so about absent objects to users who may read, but not list. */
    @Test
    void bucket_withoutTheRightToList_isDenied() {
        try (RawServer server = new RawServer((head, in, out) -> RawServer.write(
                out,
                "HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nContent-Length: " + DENIED.length()
                        + "\r\nDate: Sun, 29 Nov 2026 00:00:00 GMT\r\n\r\n" + DENIED))) {
            RepositoryHealth health = health(
                    new Repository("s3", server.endpoint(), "models"), Map.of("access_key", "a", "secret_key", "b"));

            assertFailure(health, AccessDeniedException.class).hasMessageContaining("listing");
            assertThat(health.clockAhead()).isNotNull();
        }
    }

    @Test
    void server_thatIsDown_isUnavailable_withinTheTime() {
        RawServer server = new RawServer((head, in, out) -> {});
        server.close();
        assertFailure(
                        health(
                                new Repository("s3", server.endpoint(), "models"),
                                Map.of("access_key", "a", "secret_key", "b")),
                        UnavailableException.class)
                .hasMessageContaining("check host and network");
        assertFailure(
                        health(new Repository("artifactory", server.endpoint() + "/artifactory", "models"), Map.of()),
                        UnavailableException.class)
                .hasMessageContaining("check host and network");
    }

    @Test
    void artifactory_isReadByWhoMay() {
        try (ArtifactoryStandIn server = ArtifactoryStandIn.builder()
                .local("models")
                .user("me", "s3cret", Permission.READ)
                .user("nobody", "s3cret", Permission.DEPLOY)
                .start()) {
            Repository models = new Repository("artifactory", server.url().toString(), "models");
            Repository absent = new Repository("artifactory", server.url().toString(), "nodels");
            Map<String, String> me = Map.of("username", "me", "password", "s3cret");
            server.forgetRequests();

            RepositoryHealth health = health(models, me);
            assertThat(health.failure()).isNull();
            assertThat(health.clockAhead()).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
            // The second confirms that the repository itself is there.
            assertThat(server.requests()).hasSize(2);
            assertFailure(health(absent, me), RepositoryNotFoundException.class).hasMessageContaining("nodels");
            assertFailure(health(models, Map.of("username", "me", "password", "wr0ng")), AuthenticationException.class)
                    .hasMessageNotContaining("wr0ng");
            assertFailure(health(models, Map.of()), AuthenticationException.class);
            assertThat(health(models, Map.of("username", "nobody", "password", "s3cret"))
                            .isHealthy())
                    .isFalse();
        }
    }

    @Test
    void artifactory_thatIsOpenToAll_isReadByAnonymousUsers() {
        try (ArtifactoryStandIn server = ArtifactoryStandIn.builder()
                .local("models")
                .user("me", "s3cret")
                .anonymous(Permission.READ)
                .start()) {
            assertThat(health(new Repository("artifactory", server.url().toString(), "models"), Map.of())
                            .failure())
                    .isNull();
        }
    }

    @Test
    void folder_thatIsNotMounted_isNoRepository() throws Exception {
        Repository models = Repository.fileSystem(folder.resolve("host"), "models");
        assertFailure(health(models, Map.of()), RepositoryNotFoundException.class)
                .hasMessageContaining("mount or make");
        Files.createDirectories(folder.resolve("host/models"));
        assertThat(health(models, Map.of()).failure()).isNull();
    }
}
