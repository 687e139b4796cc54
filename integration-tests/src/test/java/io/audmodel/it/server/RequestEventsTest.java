package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.error.AuthenticationException;
import io.audmodel.event.CallEnded;
import io.audmodel.event.RequestEnded;
import io.audmodel.event.RequestRetried;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.HeardEvents;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import io.audmodel.testkit.Fault;
import io.audmodel.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of the backends that talk to servers: bytes, retries, failures, and no credentials. */
class RequestEventsTest {

    private static final String SECRET = "canary-s3cret-k3y";
    private static final String WRONG = "canary-wr0ng-k3y";

    @TempDir
    private Path folder;

    @Test
    void bucket_reportsBytesAndRetries_andNoKey() throws IOException {
        try (S3Stub server = S3Stub.start(Files.createDirectory(folder.resolve("objects")))) {
            Map<String, String> options = new HashMap<>(server.options());
            options.put("secret_key", SECRET);
            requests_areReported(new S3Storage(server), options, Map.of());
        }
    }

    @Test
    void artifactory_reportsBytesAndRetries_andNoToken() {
        try (ArtifactoryStandIn server = ArtifactoryStandIn.builder()
                .user("me", "s3cret")
                .accessToken("me", SECRET)
                .start()) {
            requests_areReported(
                    new ArtifactoryStorage(server), Map.of("access_token", SECRET), Map.of("access_token", WRONG));
        }
    }

    /** @param wrong options that the server refuses; empty if it takes any */
    private void requests_areReported(Storage storage, Map<String, String> options, Map<String, String> wrong) {
        try (Workshop workshop = new Workshop(folder, storage)) {
            Repository repository = workshop.repository();
            URI address = URI.create(repository.host());
            Map<String, Boolean> disturbed = new ConcurrentHashMap<>();
            try (FaultProxy proxy = FaultProxy.start(
                    new InetSocketAddress(address.getHost(), address.getPort()),
                    1,
                    () -> disturbed.putIfAbsent("once", true) == null ? Fault.BUSY_503 : Fault.NONE)) {
                String host = repository.host().replace(":" + address.getPort(), ":" + proxy.port());
                Repository behind = new Repository(repository.backend(), host, repository.name());
                HeardEvents heard = new HeardEvents();
                AudModel client = workshop.open(
                        workshop.builder().repository(behind, options).events(heard));
                ModelId id = client.publish(workshop.request("onnx", "1.0.0"));

                assertThat(heard.of(RequestRetried.class)).singleElement().satisfies(event -> {
                    assertThat(event.repository()).isEqualTo(behind.toString());
                    assertThat(event.operation()).isIn("stat", "get", "put", "list");
                    assertThat(event.attempt()).isEqualTo(1);
                    assertThat(event.pause()).isPositive();
                    assertThat(event.failure()).endsWith("Exception");
                });
                long sent = bytes(heard, "put");
                heard.forget();
                client.load(id);
                assertThat(bytes(heard, "get")).isBetween(sent / 2, sent);
                assertThat(heard.of(CallEnded.class)).hasSize(1);
                assertThat(heard.all()).noneMatch(event -> event.toString().contains(SECRET));
                if (!wrong.isEmpty()) {
                    refusal_isReported(
                            workshop,
                            workshop.builder()
                                    .repository(behind, wrong)
                                    .events(heard)
                                    .build(),
                            heard);
                }
            }
        }
    }

    private static void refusal_isReported(Workshop workshop, AudModel stranger, HeardEvents heard) {
        heard.forget();
        try (stranger) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> stranger.publish(workshop.request("onnx", "2.0.0")));
        }
        assertThat(heard.of(RequestEnded.class))
                .extracting(event -> event.failure().orElse(""))
                .contains("AuthenticationException");
        assertThat(heard.of(CallEnded.class))
                .extracting(event -> event.failure().orElse(""))
                .containsExactly("AuthenticationException");
        assertThat(heard.all()).noneMatch(event -> event.toString().contains(WRONG));
    }

    private static long bytes(HeardEvents heard, String operation) {
        long bytes = heard.of(RequestEnded.class).stream()
                .filter(event -> event.operation().equals(operation))
                .mapToLong(RequestEnded::bytes)
                .sum();
        assertThat(bytes).isPositive();
        return bytes;
    }
}
