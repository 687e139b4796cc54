package io.audmodel.backend.s3;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.Retry;
import io.audmodel.error.InvalidArgumentException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists objects, page by page as they are read. */
final class S3Listing {

    private final Bucket bucket;
    private final S3Errors errors;
    private final Retry retry;

    S3Listing(Bucket bucket, S3Errors errors, Retry retry) {
        this.bucket = bucket;
        this.errors = errors;
        this.retry = retry;
    }

    Stream<ObjectInfo> below(ObjectPath prefix) {
        return Stream.iterate(
                        page(prefix, null),
                        page -> page != null,
                        page -> Boolean.TRUE.equals(page.isTruncated())
                                ? page(prefix, page.nextContinuationToken())
                                : null)
                .flatMap(page -> page.contents().stream())
                .flatMap(object -> info(object).stream());
    }

    private @Nullable ListObjectsV2Response page(ObjectPath prefix, @Nullable String token) {
        try {
            return retry.run(
                    () -> bucket.client()
                            .listObjectsV2(list -> list.bucket(bucket.name())
                                    .prefix(prefix.text() + "/")
                                    .continuationToken(token)),
                    Verdict::again);
        } catch (SdkException e) {
            throw errors.translated("list", prefix.text(), e);
        }
    }

    /** Empty for what can be no object of a repository, such as the folders that some tools make. */
    private static Optional<ObjectInfo> info(S3Object object) {
        try {
            ObjectPath path = new ObjectPath(object.key());
            return Optional.of(
                    new ObjectInfo(path, object.size(), S3Reader.seconds(object.lastModified()), null, null));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
