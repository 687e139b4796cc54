package io.audmodel.it.kit;

import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.s3.S3BackendProvider;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Repositories that are buckets of a server, which tests share: each has buckets of its own. */
public record S3Storage(S3Server server) implements Storage {

    @Override
    public Repository create(String name) {
        String bucket = name + "-" + UUID.randomUUID();
        server.createBucket(bucket);
        return new Repository("s3", server.endpoint(), bucket);
    }

    @Override
    public Backend connect(Repository repository) {
        Path temporaryRoot = Path.of(System.getProperty("java.io.tmpdir"));
        Environment nobody = Environment.of(Map.of(), temporaryRoot.resolve("nobody"), Workshop.USER);
        return new S3BackendProvider()
                .connect(repository, new BackendSettings(server.options(), nobody, temporaryRoot));
    }

    @Override
    public AudModelBuilder addTo(AudModelBuilder builder, Repository repository) {
        return builder.repository(repository, server.options());
    }

    @Override
    public Map<String, String> variables() {
        return Map.of(
                "MINIO_ACCESS_KEY",
                server.accessKey(),
                "MINIO_SECRET_KEY",
                server.secretKey(),
                Connections.CONDITIONS,
                server.options().getOrDefault("conditional_writes", "auto"));
    }

    @Override
    public SortedSet<String> everything(Repository repository) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build()) {
            return client.listObjectsV2Paginator(list -> list.bucket(repository.name())).contents().stream()
                    .map(S3Object::key)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
