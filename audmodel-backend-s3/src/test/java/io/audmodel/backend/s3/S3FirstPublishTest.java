package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.S3Stub.Conditions;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishers whose clients have written nothing yet, so that nobody knows what the server makes of conditions. */
@Tag("one-jdk")
class S3FirstPublishTest {

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;
    private int caches;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        server.conditions(Conditions.IGNORED);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The other one comes when the write of the first is on its way, and nothing can hold that up any more. */
    @ParameterizedTest
    @ValueSource(strings = {"zip", "meta.yaml", "header.yaml"})
    void anotherWhileAWriteIsOnItsWay_neverMixesTheModel(String extension) throws IOException {
        List<String> done = new ArrayList<>();
        AtomicBoolean met = new AtomicBoolean();
        server.rules().before(request -> {
            if (request.is("PUT") && request.key().endsWith(extension) && met.compareAndSet(false, true)) {
                done.addAll(publish("bob", Duration.ZERO));
            }
        });
        done.addAll(publish("ada", Duration.ZERO));
        assertThat(met).isTrue();
        requireModelOf(done);
    }

    /** Whose clock is wrong takes the objects of who is at work for remains, and replaces them behind a fence. */
    @Test
    void anotherWhoIsAboutToRaiseAFence_neverTakesAModelBack() throws IOException {
        List<String> done = new ArrayList<>();
        AtomicBoolean met = new AtomicBoolean();
        server.rules().before(request -> {
            boolean isFirst = request.is("PUT") && request.key().endsWith("meta.yaml");
            if (isFirst && met.compareAndSet(false, true)) {
                done.addAll(publish("bob", Duration.ofHours(26)));
            }
        });
        done.addAll(publish("ada", Duration.ZERO));
        requireModelOf(done);
    }

    @Test
    void serverThatKeepsConditions_isLeftWithoutAnnouncements() throws IOException {
        server.conditions(Conditions.KEPT);
        assertThat(publish("ada", Duration.ZERO)).containsExactly("ada");
        assertThat(bucket.keys()).hasSize(3);
        requireModelOf(List.of("ada"));
    }

    /** Its name, if it got a success. */
    private List<String> publish(String author, Duration wrong) throws IOException {
        try (AudModel client = client(wrong)) {
            client.publish(request(author));
            return List.of(author);
        } catch (AlreadyExistsException | PublishInProgressException e) {
            return List.of();
        }
    }

    private void requireModelOf(List<String> done) throws IOException {
        assertThat(done).hasSize(1);
        ModelId id = request("ada").id();
        try (AudModel reader = client(Duration.ZERO)) {
            assertThat(reader.header(id).author()).isEqualTo(done.get(0));
            assertThat(reader.meta(id)).isEqualTo(Map.of("by", done.get(0)));
            assertThat(reader.load(id).resolve("author.txt")).hasContent(done.get(0));
        }
    }

    private PublishRequest request(String author) throws IOException {
        Path root = Files.createDirectories(folder.resolve("model of " + author));
        Files.writeString(root.resolve("author.txt"), author);
        return PublishRequest.of(root, "onnx", Version.of("1.0.0"))
                .author(author)
                .meta(Map.of("by", author));
    }

    private AudModel client(Duration wrong) {
        return AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("home"), "tester"))
                .cacheRoot(folder.resolve("cache-" + caches++))
                .clock(Clock.offset(Clock.systemUTC(), wrong))
                .repository(
                        new Repository("s3", server.endpoint(), "models"), Map.of("access_key", "a", "secret_key", "b"))
                .build();
    }
}
