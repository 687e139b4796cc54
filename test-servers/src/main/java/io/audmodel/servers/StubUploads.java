package io.audmodel.servers;

import io.audmodel.servers.S3Stub.Conditions;
import io.audmodel.servers.StubChecks.Algorithm;
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
import java.util.TreeMap;
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
    private static final Pattern ETAG =
            Pattern.compile("<ETag>(?:&quot;|&#34;|\")?([0-9a-f]{32})(?:&quot;|&#34;|\")?</ETag>");

    /** A part, and the checksum that its upload asked for. */
    private record Part(StubObject object, Optional<String> checksum) {}

    /** An upload: what the object will be described with, by what parts are checked beside MD5, and these by number. */
    private record Upload(
            Map<String, String> description, Optional<Algorithm> algorithm, SortedMap<Integer, Part> parts) {}

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

    /** @param byMd5 whether it knows no other checksum of parts */
    StubAnswer answer(StubRequest request, Conditions conditions, boolean byMd5) throws IOException {
        if (request.query("uploads").isPresent()) {
            return begin(request, byMd5 ? Optional.empty() : Algorithm.asked(request));
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

    private StubAnswer begin(StubRequest request, Optional<Algorithm> algorithm) {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new Upload(request.description(), algorithm, new ConcurrentSkipListMap<>()));
        StubAnswer answer = StubAnswer.xml(
                200, "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
        return algorithm.isEmpty()
                ? answer
                : answer.with(Map.of(StubChecks.ALGORITHM, algorithm.get().name(), "x-amz-checksum-type", "COMPOSITE"));
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
        Optional<String> checksum = upload.algorithm().flatMap(algorithm -> algorithm.of(request));
        if (upload.algorithm().isPresent() && checksum.isEmpty()) {
            return StubAnswer.error(400, "InvalidRequest");
        }
        Optional<StubObject> part = calls.received(request);
        if (part.isEmpty()) {
            return StubAnswer.error(400, "BadDigest");
        }
        int number = Integer.parseInt(request.query("partNumber").orElseThrow());
        Part old = upload.parts().put(number, new Part(part.get(), checksum));
        if (old != null) {
            Files.delete(old.object().file());
        }
        Map<String, String> answer = new TreeMap<>(Map.of("ETag", part.get().etag()));
        upload.algorithm().ifPresent(algorithm -> answer.put(algorithm.header(), checksum.orElseThrow()));
        return StubAnswer.empty(200).with(answer);
    }

    private StubAnswer complete(String id, Upload upload, StubRequest request, Conditions conditions)
            throws IOException {
        String document = new String(request.content(), StandardCharsets.UTF_8);
        List<StubObject> parts = new ArrayList<>();
        Matcher named = PART.matcher(document);
        while (named.find()) {
            String text = named.group(1);
            Matcher number = NUMBER.matcher(text);
            Matcher etag = ETAG.matcher(text);
            Part part = number.find() && etag.find() ? upload.parts().get(Integer.valueOf(number.group(1))) : null;
            if (part == null
                    || !part.object().etag().equals("\"" + etag.group(1) + "\"")
                    || !upload.algorithm()
                            .flatMap(algorithm -> algorithm.of(text))
                            .equals(part.checksum())) {
                return StubAnswer.error(400, "InvalidPart");
            }
            parts.add(part.object());
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
            calls.moment(request.key(), object.size());
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
        MessageDigest sums = StubBody.digest("MD5");
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
        for (Part part : upload.parts().values()) {
            Files.deleteIfExists(part.object().file());
        }
    }
}
