package io.audmodel.artifactory.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.http.client.HttpResponseException;
import org.jfrog.artifactory.client.Artifactory;
import org.jfrog.artifactory.client.ArtifactoryClientBuilder;
import org.jfrog.artifactory.client.ArtifactoryRequest;
import org.jfrog.artifactory.client.ArtifactoryResponse;
import org.jfrog.artifactory.client.ItemHandle;
import org.jfrog.artifactory.client.RepositoryHandle;
import org.jfrog.artifactory.client.impl.ArtifactoryRequestImpl;
import org.jfrog.artifactory.client.impl.CopyMoveException;
import org.jfrog.artifactory.client.model.AqlItem;
import org.jfrog.artifactory.client.model.File;
import org.jfrog.artifactory.client.model.Folder;
import org.jfrog.artifactory.client.model.Item;
import org.jfrog.artifactory.client.model.LightweightRepository;
import org.jfrog.artifactory.client.model.Repository;
import org.jfrog.artifactory.client.model.impl.RepositoryTypeImpl;
import org.jfrog.artifactory.client.model.repository.settings.impl.GenericRepositorySettingsImpl;
import org.jfrog.filespecs.FileSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What JFrog's own client makes of the server. */
class JFrogClientTest {

    private static final String TEXT = "weights";

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder()
            .local("models")
            .user("me", "s3cret")
            .user("reader", "r3ader", Permission.READ)
            .start();
    private final Artifactory client = connect("me", "s3cret");
    private final RepositoryHandle models = client.repository("models");

    private Artifactory connect(String user, String password) {
        return ArtifactoryClientBuilder.create()
                .setUrl(server.url().toString())
                .setUsername(user)
                .setPassword(password)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private File upload(String path) throws IOException {
        return models.upload(path, content()).doUpload();
    }

    private static InputStream content() {
        return new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8));
    }

    private String download(String path) throws IOException {
        try (InputStream in = models.download(path).doDownload()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void upload_download_andInfo() throws IOException {
        File uploaded = upload("a/b.txt");
        assertThat(uploaded.getPath()).isEqualTo("/a/b.txt");
        assertThat(uploaded.getCreatedBy()).isEqualTo("me");

        assertThat(download("a/b.txt")).isEqualTo(TEXT);
        File info = models.file("a/b.txt").info();
        assertThat(info.getSize()).isEqualTo(TEXT.length());
        assertThat(info.getChecksums().getSha1())
                .isEqualTo(uploaded.getChecksums().getSha1());
        assertThat(info.getLastModified()).isNotNull();
        assertThat(info.getDownloadUri()).isEqualTo(server.url() + "/models/a/b.txt");
        Folder folder = models.folder("a").info();
        assertThat(folder.getChildren()).extracting(Item::getName).containsExactly("b.txt");
        assertThat(models.isFolder("a")).isTrue();
        assertThat(models.isFolder("a/b.txt")).isFalse();
    }

    @Test
    void download_ofARange_sendsThat() throws IOException {
        upload("a.txt");
        try (InputStream in = models.download("a.txt").doDownloadWithHeaders(Map.of("Range", "bytes=2-4"))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("igh");
        }
    }

    @Test
    void upload_thatIsNotWhatWasAnnounced_is409() {
        assertStatus(
                409,
                () -> models.upload("a.txt", content())
                        .bySha1Checksum("0".repeat(40))
                        .doUpload());
        assertThat(server.files("models")).isEmpty();
    }

    @Test
    void missing_is404() throws IOException {
        assertStatus(404, () -> models.file("missing").info());
        assertStatus(404, () -> models.download("missing").doDownload());
        assertStatus(404, () -> models.delete("missing"));
        assertThat(client.repository("none").exists()).isFalse();
    }

    @Test
    void copyByChecksum_needsAContentThatIsKnown() throws IOException {
        String sha1 = upload("a.txt").getChecksums().getSha1();
        models.copyBySha1("b.txt", sha1).doUpload();
        assertThat(download("b.txt")).isEqualTo(TEXT);

        assertStatus(
                404,
                () -> models.copyBySha1("c.txt", sha1.replace(sha1.charAt(0), 'x'))
                        .doUpload());
    }

    @Test
    void copy_move_delete() throws IOException {
        upload("a/b.txt");
        ItemHandle copied = models.file("a/b.txt").copy("models", "c/d.txt");
        assertThat(copied.isFolder()).isFalse();
        models.file("c/d.txt").move("models", "e/f.txt");
        assertThat(server.files("models")).containsExactly("a/b.txt", "e/f.txt");
        models.folder("a").move("models", "e");
        assertThat(server.files("models")).containsExactly("e/a/b.txt", "e/f.txt");
        assertThatThrownBy(() -> models.file("a/b.txt").copy("models", "g")).isInstanceOf(CopyMoveException.class);

        models.delete("e/f.txt");
        assertThat(server.files("models")).containsExactly("e/a/b.txt");
    }

    @Test
    void folder_isMade() throws IOException {
        Folder made = models.folder("empty/folder").create();
        assertThat(made.isFolder()).isTrue();
        assertThat(models.isFolder("empty/folder")).isTrue();
    }

    @Test
    void properties_areSetReadAndDeleted() throws IOException {
        models.upload("a.txt", content()).withProperty("stage", "test", "live").doUpload();
        ItemHandle file = models.file("a.txt");
        assertThat(file.getPropertyValues("stage")).containsExactly("test", "live");

        file.properties()
                .addProperty("owner", "me")
                .addProperty("tags", "x", "y")
                .doSet();
        assertThat(file.getProperties().keySet()).containsExactly("owner", "stage", "tags");
        assertThat(file.getProperties("tags")).isEqualTo(Map.of("tags", List.of("x", "y")));
        file.deleteProperty("tags");
        assertThat(file.getProperties("tags")).isEmpty();
    }

    @Test
    void repositories_areMadeListedAndRemoved() throws IOException {
        Repository wanted = client.repositories()
                .builders()
                .localRepositoryBuilder()
                .key("new")
                .repositorySettings(new GenericRepositorySettingsImpl())
                .build();
        client.repositories().create(0, wanted);

        assertThat(client.repository("new").exists()).isTrue();
        assertThat(client.repository("new").get().getRclass()).isEqualTo(RepositoryTypeImpl.LOCAL);
        assertThat(client.repositories().list(RepositoryTypeImpl.LOCAL))
                .extracting(LightweightRepository::getKey)
                .containsExactly("models", "new");
        assertThat(client.repositories().list(RepositoryTypeImpl.VIRTUAL)).isEmpty();
        client.repository("new").delete();
        assertThat(client.repository("new").exists()).isFalse();
    }

    @Test
    void search_byFileSpec() throws IOException {
        upload("a/b.txt");
        upload("a/c.yaml");
        List<AqlItem> found = client.searches()
                .artifactsByFileSpec(FileSpec.fromString("{\"files\":[{\"pattern\":\"models/a/*.txt\"}]}"));
        assertThat(found).extracting(AqlItem::getName).containsExactly("b.txt");
    }

    @Test
    void list_byTheGenericCall() throws IOException {
        upload("a/b.txt");
        upload("a/c/d.txt");
        ArtifactoryRequest request = new ArtifactoryRequestImpl()
                .method(ArtifactoryRequest.Method.GET)
                .apiUrl("api/storage/models")
                .addQueryParam("list", "")
                .addQueryParam("deep", "1")
                .responseType(ArtifactoryRequest.ContentType.JSON);
        ArtifactoryResponse response = client.restCall(request);
        assertThat(response.isSuccessResponse()).isTrue();
        assertThat((List<?>) response.parseBody(Map.class).get("files")).hasSize(2);
    }

    @Test
    void system_answers() {
        assertThat(client.system().ping()).isTrue();
        assertThat(client.system().version().getVersion()).isEqualTo(SystemApi.VERSION);
    }

    @Test
    void wrongPassword_is401() {
        try (Artifactory stranger = connect("me", "guessed")) {
            assertStatus(401, () -> stranger.repository("models").file("a").info());
        }
    }

    @Test
    void missingPermission_is403() throws IOException {
        upload("a.txt");
        try (Artifactory reader = connect("reader", "r3ader")) {
            assertThat(reader.repository("models").file("a.txt").<File>info().getSize())
                    .isEqualTo(TEXT.length());
            assertStatus(
                    403,
                    () -> reader.repository("models")
                            .upload("b.txt", content())
                            .doUpload());
            assertStatus(403, () -> reader.repository("models").delete("a.txt"));
        }
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void assertStatus(int status, Call call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(status));
    }
}
