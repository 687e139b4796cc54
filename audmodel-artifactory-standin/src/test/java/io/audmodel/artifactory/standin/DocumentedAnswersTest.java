package io.audmodel.artifactory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as JFrog's pages show them, of which some clients need every detail. */
class DocumentedAnswersTest {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .local("models")
            .user("me", "s3cret")
            .apiKey("me", "key")
            .anonymous(Permission.READ)
            .start();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void deploy() throws Exception {
        for (String path : List.of("a/1.txt", "a/b/22.txt", "c/333.txt")) {
            ask("PUT", "models/" + path, path.replaceAll("\\D", ""), true);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path, String body, boolean named)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return client.send(
                (named ? request.header("X-JFrog-Art-Api", "key") : request).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<String> found(String query) throws Exception {
        HttpResponse<String> answer = ask("POST", "api/search/aql", query, true);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> paths = new ArrayList<>();
        for (JsonNode item : new ObjectMapper().readTree(answer.body()).get("results")) {
            paths.add(item.get("path").asText() + "/" + item.get("name").asText());
        }
        return paths;
    }

    /** JFrog's client for Go reads the list first, and whatever is before it not at all. */
    @Test
    void aql_resultsComeFirst() throws Exception {
        String body = ask("POST", "api/search/aql", "items.find({\"repo\":\"models\"})", true)
                .body();
        assertThat(body).startsWith("{\"results\":[{\"repo\":\"models\",\"path\":");
        assertThat(body).endsWith("],\"range\":{\"start_pos\":0,\"end_pos\":3,\"total\":3}}");
    }

    @Test
    void aql_sortOffsetLimit_areKept() throws Exception {
        String find = "items.find({\"repo\":\"models\"})";
        assertThat(found(find + ".sort({\"$desc\":[\"size\"]})")).containsExactly("c/333.txt", "a/b/22.txt", "a/1.txt");
        assertThat(found(find + ".sort({\"$asc\":[\"type\",\"name\"]}).offset(1).limit(1)"))
                .containsExactly("a/b/22.txt");
        String range = ask("POST", "api/search/aql", find + ".offset(1).limit(5)", true)
                .body();
        assertThat(range).endsWith("\"range\":{\"start_pos\":1,\"end_pos\":3,\"total\":2,\"limit\":5}}");
        assertThat(ask("POST", "api/search/aql", find + ".sort({\"$up\":[\"size\"]})", true)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aql_foldersAreFound_whereTheyAreAskedFor() throws Exception {
        assertThat(found("items.find({\"repo\":\"models\",\"type\":\"folder\"})"))
                .containsExactlyInAnyOrder("./.", "./a", "a/b", "./c");
        assertThat(found("items.find({\"repo\":\"models\",\"type\":\"any\"})")).hasSize(7);
        assertThat(found("items.find({\"repo\":\"models\",\"type\":\"file\"})")).hasSize(3);
        assertThat(found("items.find({\"repo\":\"models\"})")).hasSize(3);
    }

    @Test
    void list_isForUsersWhoSayWhoTheyAre() throws Exception {
        assertThat(ask("GET", "api/storage/models?list&deep=1", "", true).statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "api/storage/models?list&deep=1", "", false).statusCode())
                .isEqualTo(401);
        assertThat(ask("GET", "api/storage/models", "", false).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "md5, c4ca4238a0b923820dcc509a6f75849b",
        "sha1, 356a192b7913b04c54574d18c28d46e6395428ab",
        "sha256, 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    })
    void checksum_ofAFile_canBeDownloaded(String kind, String sum) throws Exception {
        assertThat(ask("GET", "models/a/1.txt." + kind, "", false).body()).isEqualTo(sum);
        assertThat(ask("GET", "models/a/2.txt." + kind, "", false).statusCode()).isEqualTo(404);
    }

    @Test
    void statisticsAndPermissions_areNoFileInfo() throws Exception {
        String uri = server.url() + "/api/storage/models/a/1.txt";
        assertThat(ask("GET", "api/storage/models/a/1.txt?stats", "", false).body())
                .isEqualTo("{\"uri\":\"" + uri + "\",\"downloadCount\":0,\"lastDownloaded\":0}");
        assertThat(ask("GET", "api/storage/models/a/1.txt?permissions", "", true)
                        .body())
                .isEqualTo("{\"uri\":\"" + uri
                        + "\",\"principals\":{\"users\":{\"me\":[\"r\",\"w\",\"d\",\"n\",\"m\"]}," + "\"groups\":{}}}");
        assertThat(ask("GET", "api/storage/models/a/1.txt?permissions", "", false)
                        .statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", "api/storage/models/none?stats", "", true).statusCode())
                .isEqualTo(404);
    }
}
