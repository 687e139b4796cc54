package io.audmodel.backend.artifactory;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Checksum;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.http.client.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** Reads Artifactory's description of an object. All times are whole seconds, as in headers. */
final class ItemInfo {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private ItemInfo() {}

    /** Reads the headers {@code X-Checksum-…}; empty if they are missing, as for a folder. */
    static Optional<ObjectInfo> ofHeaders(ObjectPath path, Answer answer) {
        Optional<Checksum> checksum = answer.ownHeader("X-Checksum-Md5").flatMap(ItemInfo::checksum);
        OptionalLong size = size(answer);
        if (size.isEmpty() || !hasChecksum(answer)) {
            return Optional.empty();
        }
        Instant modified = answer.ownHeader("Last-Modified")
                .map(DateUtils::parseDate)
                .map(Date::toInstant)
                .orElse(Instant.EPOCH);
        return Optional.of(new ObjectInfo(path, size.getAsLong(), modified, checksum.orElse(null), null));
    }

    /** Whether the answer has a checksum, as it has for every file and for nothing else. */
    static boolean hasChecksum(Answer answer) {
        return answer.ownHeader("X-Checksum-Md5").flatMap(ItemInfo::checksum).isPresent()
                || answer.ownHeader("X-Checksum-Sha1").isPresent()
                || answer.ownHeader("X-Checksum-Sha256").isPresent();
    }

    /** Reads the answer of {@code /api/storage}; empty for a folder. */
    static Optional<ObjectInfo> of(ObjectPath path, StorageItem item) {
        return item.size().isEmpty()
                ? Optional.empty()
                : Optional.of(of(path, item.size().getAsLong(), item.modified(), item.md5()));
    }

    static ObjectInfo of(ObjectPath path, long size, String modified, @Nullable Checksum checksum) {
        return new ObjectInfo(path, size, time(modified), checksum, null);
    }

    /** The size of the whole object, also where the body is a range of it. */
    private static OptionalLong size(Answer answer) {
        return answer.status() == 206
                ? ContentRange.of(answer).map(ContentRange::total).orElse(OptionalLong.empty())
                : answer.length();
    }

    static Optional<Checksum> checksum(String hex) {
        return Optional.of(hex).filter(text -> text.matches("[0-9a-f]{32}")).map(Checksum::new);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text, TIME).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            // The server does not report the time.
            return Instant.EPOCH;
        }
    }
}
