package io.audmodel.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object in the stub, or a part of one.
 *
 * @param file its bytes; nobody changes them
 * @param md5 of the bytes, hexadecimal
 * @param etag in quotes
 * @param description headers in lower case: type and metadata
 */
public record StubObject(
        Path file, long size, String md5, String etag, Map<String, String> description, Instant modified) {

    /** All its bytes, while it has not been replaced. */
    public byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its bytes as UTF-8, while it has not been replaced. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    StubAnswer whole() throws IOException {
        return described(StubAnswer.part(200, FileChannel.open(file), 0, size));
    }

    /** @param range such as {@code bytes=0-99}, {@code bytes=100-} or {@code bytes=-50} */
    StubAnswer range(String range) throws IOException {
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        boolean suffix = ends[0].isEmpty();
        long from = suffix ? Math.max(0, size - Long.parseLong(ends[1])) : Long.parseLong(ends[0]);
        if (from >= size) {
            return StubAnswer.error(416, "InvalidRange").with(Map.of("Content-Range", "bytes */" + size));
        }
        long to = suffix || ends[1].isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(ends[1]));
        return described(StubAnswer.part(206, FileChannel.open(file), from, to - from + 1))
                .with(Map.of("Content-Range", "bytes " + from + "-" + to + "/" + size));
    }

    private StubAnswer described(StubAnswer answer) {
        Map<String, String> headers = new TreeMap<>(description);
        headers.put("ETag", etag);
        headers.put("Accept-Ranges", "bytes");
        headers.put("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC)));
        return answer.with(headers);
    }
}
