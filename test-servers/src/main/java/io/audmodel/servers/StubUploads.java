package io.audmodel.servers;

import io.audmodel.servers.S3Stub.Conditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads in parts that are under way in a bucket. Thread-safe. */
final class StubUploads {

    private static final long SMALLEST_PART = 5 << 20;
    private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
    private static final Pattern ETAG = Pattern.compile("<ETag>(?:&quot;|\")?([0-9a-f]{32})(?:&quot;|\")?</ETag>");

    /** An upload: what the object will be described with, and its parts by number. */
    private record Upload(Map<String, String> description, SortedMap<Integer, StubObject> parts) {}

    private final StubBucket bucket;
    private final StubCalls calls;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    StubUploads(StubBucket bucket, StubCalls calls) {
        this.bucket = bucket;
        this.calls = calls;
    }

    int count() {
        return uploads.size();
    }

    StubAnswer answer(StubRequest request, Conditions conditions) throws IOException {
        if (request.query("uploads").isPresent()) {
            String id = UUID.randomUUID().toString();
            uploads.put(id, new Upload(request.description(), new ConcurrentSkipListMap<>()));
            return StubAnswer.xml(
                    200,
                    "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
        }
        String id = request.query("uploadId").orElseThrow();
        Upload upload = uploads.get(id);
        if (upload == null) {
            return StubAnswer.error(404, "NoSuchUpload");
        }
        if (request.is("PUT")) {
            return part(upload, request);
        }
        if (request.is("DELETE")) {
            uploads.remove(id);
            delete(upload);
            return StubAnswer.empty(204);
        }
        return complete(id, upload, request, conditions);
    }

    void close() {
        uploads.values().forEach(upload -> {
            try {
                delete(upload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private StubAnswer part(Upload upload, StubRequest request) throws IOException {
        Optional<StubObject> part = calls.received(request);
        if (part.isEmpty()) {
            return StubAnswer.error(400, "BadDigest");
        }
        int number = Integer.parseInt(request.query("partNumber").orElseThrow());
        StubObject old = upload.parts().put(number, part.get());
        if (old != null) {
            Files.delete(old.file());
        }
        return StubAnswer.empty(200).with(Map.of("ETag", part.get().etag()));
    }

    private StubAnswer complete(String id, Upload upload, StubRequest request, Conditions conditions)
            throws IOException {
        String document = new String(request.content(), StandardCharsets.UTF_8);
        List<StubObject> parts = new ArrayList<>();
        Matcher named = PART.matcher(document);
        while (named.find()) {
            Matcher number = NUMBER.matcher(named.group(1));
            Matcher etag = ETAG.matcher(named.group(1));
            StubObject part =
                    number.find() && etag.find() ? upload.parts().get(Integer.valueOf(number.group(1))) : null;
            if (part == null || !part.etag().equals("\"" + etag.group(1) + "\"")) {
                return StubAnswer.error(400, "InvalidPart");
            }
            parts.add(part);
        }
        if (parts.isEmpty()
                || parts.subList(0, parts.size() - 1).stream().anyMatch(part -> part.size() < SMALLEST_PART)) {
            return StubAnswer.error(400, "EntityTooSmall");
        }
        boolean ignored = conditions == Conditions.IGNORED_OF_PARTS;
        Optional<StubAnswer> refusal = ignored ? Optional.empty() : calls.refusal(request, conditions);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        uploads.remove(id);
        StubObject object = joined(parts, upload.description());
        boolean late = conditions == Conditions.COMPLETE_NOT_ATOMIC;
        if (late) {
            calls.moment(request.key());
        }
        StubAnswer answer = calls.store(request, object, late || ignored ? Conditions.IGNORED : conditions);
        if (answer.status() != 200) {
            return answer;
        }
        String etag = object.etag().replace("\"", "&quot;");
        return StubAnswer.xml(
                200, "<CompleteMultipartUploadResult><ETag>" + etag + "</ETag></CompleteMultipartUploadResult>");
    }

    private StubObject joined(List<StubObject> parts, Map<String, String> description) throws IOException {
        MessageDigest sums = StubBody.md5Digest();
        Path file = bucket.newFile();
        long size = 0;
        try (FileChannel whole = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (StubObject part : parts) {
                sums.update(HexFormat.of().parseHex(part.md5()));
                try (FileChannel content = FileChannel.open(part.file())) {
                    for (long at = 0; at < part.size(); ) {
                        at += content.transferTo(at, part.size() - at, whole);
                    }
                }
                size += part.size();
                // At once, so that a large object does not need its room twice.
                Files.delete(part.file());
            }
        }
        String sum = HexFormat.of().formatHex(sums.digest());
        String etag = "\"" + bucket.tag(sum) + "-" + parts.size() + "\"";
        return new StubObject(file, size, sum, etag, description, Instant.now());
    }

    private static void delete(Upload upload) throws IOException {
        for (StubObject part : upload.parts().values()) {
            Files.deleteIfExists(part.file());
        }
    }
}
