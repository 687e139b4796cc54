package io.audmodel.artifactory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Downloads that are sent to object storage, as a client sees them that follows by itself. */
class RedirectingTest {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .local("models")
            .redirecting(Duration.ofMinutes(5))
            .start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI file = URI.create(server.url() + "/models/a.txt");

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI place() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(file).PUT(HttpRequest.BodyPublishers.ofString("weights")));
        HttpResponse<String> sent = send(HttpRequest.newBuilder(file));
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("X-Checksum-Sha256")).isPresent();
        return URI.create(sent.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void place_hasTheFileAndItsRanges() throws Exception {
        URI place = place();
        assertThat(place.getAuthority()).isNotEqualTo(server.url().getAuthority());
        assertThat(send(HttpRequest.newBuilder(place)).body()).isEqualTo("weights");
        HttpResponse<String> part = send(HttpRequest.newBuilder(place).header("Range", "bytes=1-2"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ei");
    }

    @Test
    void head_isAnsweredByTheServerItself() throws Exception {
        place();
        assertThat(send(HttpRequest.newBuilder(file).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void place_refusesCredentials_andWhatWasNotSigned() throws Exception {
        URI place = place();
        HttpResponse<String> refused = send(HttpRequest.newBuilder(place).header("Authorization", "Bearer token"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Only one auth mechanism allowed");
        assertThat(send(HttpRequest.newBuilder(URI.create(place + "0"))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void place_thatHasExpired_isForbidden() throws Exception {
        server.disturb(() -> Disturbance.EXPIRED);
        HttpResponse<String> late = send(HttpRequest.newBuilder(place()));
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("Request has expired");
    }

    @Test
    void place_keepsTheTroubleOfTheRequest() throws Exception {
        server.disturb(() -> Disturbance.WRONG_BYTE);
        assertThat(send(HttpRequest.newBuilder(place())).body()).hasSize(7).isNotEqualTo("weights");
    }
}
