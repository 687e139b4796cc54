package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several repositories in one bucket. */
class S3PrefixTest {

    private static final ObjectPath PATH = new ObjectPath("_uid/a/b.yaml");

    @TempDir
    Path folder;

    private S3Stub server;

    @BeforeEach
    void begin() {
        server = S3Stub.start(folder);
        server.createBucket("models");
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void everyRequest_staysBelowThePrefix() {
        try (Backend backend = connect("team/models")) {
            backend.put(PATH, Content.of(new byte[10]), PutMode.create());
            ObjectInfo info = backend.stat(PATH).orElseThrow();
            backend.put(PATH, Content.of(new byte[20]), PutMode.replace(info));
            backend.put(PATH, Content.of(new byte[17_000_000]), PutMode.overwrite());
            backend.get(PATH, ByteRange.of(1, 2)).close();
            assertThat(paths(backend, "_uid")).containsExactly(PATH.text());
            assertThat(backend.url(PATH)).hasToString(server.endpoint() + "/models/team/models/" + PATH);
            backend.delete(PATH);
        }
        assertThat(server.takeRequests())
                .isNotEmpty()
                .allMatch(request -> request.contains("models/team/models/_uid/a/b.yaml")
                        || request.contains("prefix=team%2Fmodels%2F_uid%2F"));
    }

    @Test
    void neighbours_seeNothingOfEachOther() {
        Map<String, Backend> backends = new HashMap<>();
        List.of("", "team", "team/models", "team/models2", "team/model", "team/models/_uid", "env=prod/a@b")
                .forEach(prefix -> backends.put(prefix, connect(prefix)));
        backends.forEach((prefix, backend) -> backend.put(PATH, text("in " + prefix), PutMode.create()));
        backends.forEach((prefix, backend) -> {
            assertThat(paths(backend, "_uid"))
                    .as(prefix)
                    .contains(PATH.text())
                    .allMatch(path -> path.startsWith("_uid/"));
            assertThat(content(backend)).isEqualTo("in " + prefix);
        });
        backends.get("team/models").delete(PATH);
        assertThatThrownBy(() -> backends.get("team/models").get(PATH, ByteRange.all()))
                .isInstanceOf(ObjectNotFoundException.class)
                .hasMessageContaining("#models?prefix=team/models");
        assertThat(content(backends.get("team/models2"))).isEqualTo("in team/models2");
        backends.values().forEach(Backend::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/team", "team/", "team//models", "../team", "team/..", ".", "a b", "/"})
    void prefixThatIsNoFolder_isRefused(String prefix) {
        assertThatThrownBy(() -> connect(prefix))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no value of prefix", "team/models");
    }

    private Backend connect(String prefix) {
        Map<String, String> options = new HashMap<>(server.options());
        if (!prefix.isEmpty()) {
            options.put("prefix", prefix);
        }
        return Connecting.to(server.endpoint(), folder, options);
    }

    private static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String content(Backend backend) {
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            return new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> paths(Backend backend, String prefix) {
        try (Stream<ObjectInfo> found = backend.list(new ObjectPath(prefix))) {
            return found.map(info -> info.path().text()).toList();
        }
    }
}
