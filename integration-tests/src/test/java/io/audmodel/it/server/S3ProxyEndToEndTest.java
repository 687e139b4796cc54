package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.AudModel;
import io.audmodel.catalogue.Catalogue;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.suite.StoreEndToEnd;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3ProxyServer;
import io.audmodel.servers.S3Server;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Tag("one-jdk")
class S3ProxyEndToEndTest extends S3EndToEnd implements StoreEndToEnd {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private S3Server server;

    @Override
    S3Server start(Path folder) {
        server = S3ProxyServer.start();
        return server;
    }

    /** Whom the bucket is closed to, as most are, has the address from somebody who may read it. */
    @Test
    void catalogueInTheBucket_opensInABrowser_byAPresignedAddress(Workshop workshop) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM) || "true".equals(System.getenv("CI")), CHROMIUM + " is missing");
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("torch", "1.0.0").meta(Map.of("recall", 0.25)));
        Catalogue.of(client).write(client);

        String page =
                rendered(presigned(workshop.repository(), "_uid/index.html") + "#/model/" + id, workshop.folder());

        assertThat(page).contains("<title>torch 1.0.0", "<h2 tabindex=\"-1\"><bdi>torch", " " + id + "</code>");
    }

    private URI presigned(Repository repository, String key) throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build()) {
            return presigner
                    .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(10))
                            .getObjectRequest(
                                    get -> get.bucket(repository.name()).key(key)))
                    .url()
                    .toURI();
        }
    }

    /** The page as Chromium has it once its script is done. */
    private static String rendered(String address, Path folder) throws Exception {
        Path page = folder.resolve("page.html");
        Process chromium = new ProcessBuilder(List.of(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + folder.resolve("chromium"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        address))
                .redirectOutput(page.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(chromium.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            chromium.destroyForcibly().waitFor();
        }
        return Files.readString(page, StandardCharsets.UTF_8);
    }
}
