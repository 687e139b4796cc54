package io.audmodel.artifactory.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as they go over the wire. */
class ContentTest {

    private static final String MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .local("models")
            .anonymous(Permission.READ, Permission.DEPLOY)
            .start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String path, String text) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofString(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-2, 206, wei, bytes 0-2/7",
        "bytes=5-, 206, ts, bytes 5-6/7",
        "bytes=5-99, 206, ts, bytes 5-6/7",
        "bytes=-3, 206, hts, bytes 4-6/7",
        "bytes=7-, 416, '', bytes */7",
        "lines=1-2, 200, weights, ''"
    })
    void range_isWhatComes(String range, int status, String body, String contentRange) throws Exception {
        put("models/a.txt", "weights");
        HttpResponse<String> part = send(request("models/a.txt").header("Range", range));
        assertThat(part.statusCode()).isEqualTo(status);
        assertThat(part.body()).isEqualTo(body);
        assertThat(part.headers().firstValue("Content-Range").orElse("")).isEqualTo(contentRange);
    }

    @Test
    void head_tellsSizeAndChecksums() throws Exception {
        put("models/a.txt", "weights");
        HttpResponse<String> head = send(request("models/a.txt").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("Content-Length")).hasValue("7");
        assertThat(head.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(head.headers().firstValue("ETag"))
                .isEqualTo(head.headers().firstValue("X-Checksum-Sha1"))
                .isPresent();
    }

    @Test
    void put_otherThanAnnounced_isConflictAndLeavesNothing() throws Exception {
        HttpResponse<String> refused = send(
                request("models/a.txt").header("X-Checksum-Md5", MD5_OF_NOTHING).PUT(BodyPublishers.ofString("x")));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(MD5_OF_NOTHING);
        assertThat(server.files("models")).isEmpty();
        HttpResponse<String> byChecksum = send(request("models/a.txt")
                .header("X-Checksum-Deploy", "true")
                .header("X-Checksum-Sha1", "11f6ad8ec52a2984abaafd7c3b516503785c2072")
                .PUT(BodyPublishers.noBody()));
        assertThat(byChecksum.statusCode()).isEqualTo(404);
    }

    @Test
    void put_overSomething_needsThePermission_butNotByChecksum() throws Exception {
        put("models/a.txt", "first");
        put("models/b.txt", "second");
        String sha1 = send(request("models/b.txt"))
                .headers()
                .firstValue("X-Checksum-Sha1")
                .orElseThrow();

        HttpResponse<String> refused = put("models/a.txt", "other");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"errors\"").contains("DELETE");
        HttpResponse<String> byChecksum = send(request("models/a.txt")
                .header("X-Checksum-Deploy", "true")
                .header("X-Checksum-Sha1", sha1)
                .PUT(BodyPublishers.noBody()));
        assertThat(byChecksum.statusCode()).isEqualTo(201);
        assertThat(send(request("models/a.txt")).body()).isEqualTo("second");
    }

    @Test
    void delete_needsThePermission() throws Exception {
        put("models/a.txt", "x");
        assertThat(send(request("models/a.txt").DELETE()).statusCode()).isEqualTo(403);
        assertThat(server.files("models")).containsExactly("a.txt");
    }

    @Test
    void disturbances_areWhatTheySay() throws Exception {
        put("models/a.txt", "weights");
        AtomicReference<Disturbance> next = new AtomicReference<>(Disturbance.BUSY);
        server.disturb(() -> next.getAndSet(Disturbance.NONE));
        assertThat(send(request("models/a.txt")).statusCode()).isEqualTo(503);
        assertThat(send(request("models/a.txt")).statusCode()).isEqualTo(200);

        next.set(Disturbance.NO_ANSWER);
        assertThatThrownBy(() -> put("models/b.txt", "x")).isInstanceOf(IOException.class);
        assertThat(server.files("models")).containsExactly("a.txt");
        next.set(Disturbance.ANSWER_LOST);
        assertThatThrownBy(() -> put("models/b.txt", "x")).isInstanceOf(IOException.class);
        assertThat(server.files("models")).containsExactly("a.txt", "b.txt");
        next.set(Disturbance.CUT_OFF);
        assertThatThrownBy(() -> send(request("models/a.txt"))).isInstanceOf(IOException.class);
    }

    @Test
    void requests_areKeptInTheirOrder() throws Exception {
        put("models/a.txt;stage=test", "x");
        send(request("api/storage/models/a.txt?properties"));
        assertThat(server.requests())
                .containsExactly(
                        "PUT /artifactory/models/a.txt;stage=test",
                        "GET /artifactory/api/storage/models/a.txt?properties");
        server.forgetRequests();
        assertThat(server.requests()).isEmpty();
    }
}
