package io.audmodel.backend.s3;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.support.ForeignNames;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists objects, page by page as they are read. A list without an end is an error. */
final class S3Listing {

    /** The most empty pages in a row: a server may send an empty page, but not all the time. */
    private static final int MOST_EMPTY_PAGES = 1_000;

    private final Bucket bucket;
    private final S3Errors errors;
    private final Retry retry;

    S3Listing(Bucket bucket, S3Errors errors, Retry retry) {
        this.bucket = bucket;
        this.errors = errors;
        this.retry = retry;
    }

    Stream<ObjectInfo> below(ObjectPath prefix) {
        return StreamSupport.stream(new Pages(prefix, first(prefix)), false)
                .flatMap(page -> page.contents().stream())
                .flatMap(object -> info(object).stream());
    }

    /**
     * The first page. If it is the only one, names of others in it have to come twice, but for those of folders, and so
     * does the token of a next page, which the last one does not have.
     */
    private ListObjectsV2Response first(ObjectPath prefix) {
        return ForeignNames.confirmed(foreign -> {
            ListObjectsV2Response page = page(prefix, null);
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                page.contents().stream()
                        .filter(object -> info(object).isEmpty())
                        .map(S3Object::key)
                        .filter(key -> !key.endsWith("/"))
                        .forEach(foreign);
                Optional.ofNullable(page.nextContinuationToken()).ifPresent(foreign);
            }
            return page;
        });
    }

    private final class Pages extends AbstractSpliterator<ListObjectsV2Response> {

        private final ObjectPath prefix;
        private @Nullable ListObjectsV2Response first;
        private ListObjectsV2Response last;
        private long pages;
        private long empty;

        /** One of the earlier tokens. It is replaced at powers of two, and so detects any cycle (Brent). */
        private String known = "";

        private long move = 1;

        Pages(ObjectPath prefix, ListObjectsV2Response first) {
            super(Long.MAX_VALUE, Spliterator.NONNULL);
            this.prefix = prefix;
            this.first = first;
            this.last = first;
        }

        /** Requests the next page when the last one is used up. */
        @Override
        public boolean tryAdvance(Consumer<? super ListObjectsV2Response> action) {
            if (first == null && !Boolean.TRUE.equals(last.isTruncated())) {
                return false;
            }
            last = first == null ? page(prefix, token(last)) : first;
            first = null;
            action.accept(last);
            return true;
        }

        private String token(ListObjectsV2Response page) {
            String token = page.nextContinuationToken();
            empty = page.contents().isEmpty() ? empty + 1 : 0;
            if (token == null || token.isEmpty()) {
                throw errors.endless(prefix, "it says that more follows, and not where");
            }
            if (token.equals(known)) {
                throw errors.endless(prefix, "it begins anew");
            }
            if (empty > MOST_EMPTY_PAGES) {
                throw errors.endless(prefix, "its pages are empty");
            }
            pages++;
            if (pages == move) {
                known = token;
                move *= 2;
            }
            return token;
        }
    }

    private ListObjectsV2Response page(ObjectPath prefix, @Nullable String token) {
        try {
            return retry.run(() -> sound(prefix, ask(prefix, token)), ErrorClassification::again);
        } catch (SdkException e) {
            throw errors.translated("list", prefix.text(), e);
        }
    }

    private ListObjectsV2Response ask(ObjectPath prefix, @Nullable String token) {
        return bucket.client()
                .listObjectsV2(list -> list.bucket(bucket.name())
                        .prefix(bucket.keysBelow(prefix))
                        .continuationToken(token));
    }

    private ListObjectsV2Response sound(ObjectPath prefix, ListObjectsV2Response page) {
        for (S3Object object : page.contents()) {
            boolean complete = object.key() != null
                    && object.size() != null
                    && object.size() >= 0
                    && object.lastModified() != null;
            if (!complete || !object.key().startsWith(bucket.keysBelow(prefix))) {
                throw SdkClientException.create(
                        "damaged answer",
                        new IOException(
                                "the list has an object without key, size or time, or one outside of the prefix"));
            }
        }
        return page;
    }

    /** Empty for keys that are no paths of a repository, such as the folders that some tools make. */
    private Optional<ObjectInfo> info(S3Object object) {
        try {
            ObjectPath path = bucket.path(object.key());
            return Optional.of(
                    new ObjectInfo(path, object.size(), S3Reader.seconds(object.lastModified()), null, null));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
