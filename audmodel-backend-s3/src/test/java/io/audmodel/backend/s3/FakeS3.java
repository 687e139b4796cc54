package io.audmodel.backend.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.audmodel.model.Checksum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A bucket in memory behind the protocol. Its conditional writes are atomic unless a test breaks them. It ignores
 * signatures.
 */
final class FakeS3 implements AutoCloseable {

    static final String BUCKET = "models";

    private static final int PAGE = 1_000;

    static {
        // Otherwise each answer waits for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** An object, or a part. */
    record Stored(byte[] bytes, String etag, Map<String, String> labels, ZonedDateTime modified) {

        Stored(byte[] bytes, String etag, Map<String, String> labels) {
            this(bytes, etag, labels, ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Does something to a request, and tells whether that was all. */
    interface Rule {
        boolean handles(FakeRequest request) throws IOException;
    }

    final SortedMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    final Map<String, SortedMap<Integer, Stored>> uploads = new ConcurrentHashMap<>();
    final Map<String, Map<String, String>> uploadLabels = new ConcurrentHashMap<>();
    final List<FakeRequest> requests = new CopyOnWriteArrayList<>();
    final List<Rule> rules = new CopyOnWriteArrayList<>();
    volatile boolean ignoresConditions;
    volatile boolean comparesWithoutQuotes;

    /** As with a key of KMS: an ETag tells nothing of the content. */
    volatile boolean encrypts;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests so far have this form, such as {@code PUT a/object}. */
    long count(String form) {
        return requests.stream().filter(request -> request.form().equals(form)).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            FakeRequest request = FakeRequest.of(exchange);
            requests.add(request);
            for (Rule rule : rules) {
                if (rule.handles(request)) {
                    return;
                }
            }
            handle(request);
        }
    }

    private void handle(FakeRequest request) throws IOException {
        if (!request.bucket().equals(BUCKET)) {
            request.refuse(404, "NoSuchBucket");
            return;
        }
        String upload = request.query().get("uploadId");
        switch (request.method()) {
            case "PUT" -> {
                Stored stored = stored(request, request.content());
                if (request.header("Content-MD5") != null && !md5(request).equals(request.header("Content-MD5"))) {
                    request.refuse(400, "BadDigest");
                } else if (upload != null && !uploads.containsKey(upload)) {
                    request.refuse(404, "NoSuchUpload");
                } else if (upload != null) {
                    uploads.get(upload).put(Integer.valueOf(request.query().get("partNumber")), stored);
                    request.succeed(stored, new byte[0]);
                } else {
                    store(request, stored, "", "");
                }
            }
            case "POST" -> {
                if (upload == null) {
                    String id = UUID.randomUUID().toString();
                    uploads.put(id, new ConcurrentSkipListMap<>());
                    uploadLabels.put(id, request.labels());
                    request.xml(
                            200,
                            "<InitiateMultipartUploadResult><UploadId>" + id
                                    + "</UploadId></InitiateMultipartUploadResult>");
                } else if (!uploads.containsKey(upload)) {
                    request.refuse(404, "NoSuchUpload");
                } else {
                    store(
                            request,
                            joined(upload),
                            "<CompleteMultipartUploadResult><ETag>%s</ETag></CompleteMultipartUploadResult>",
                            upload);
                }
            }
            case "DELETE" -> {
                if (upload == null) {
                    objects.remove(request.key());
                } else {
                    uploads.remove(upload);
                }
                request.succeed(null, new byte[0]);
            }
            default -> read(request);
        }
    }

    /** @param upload is over before the answer leaves, after which a test may look */
    private void store(FakeRequest request, Stored stored, String body, String upload) throws IOException {
        String none = request.header("If-None-Match");
        String match = request.header("If-Match");
        AtomicReference<Integer> refusal = new AtomicReference<>(0);
        objects.compute(request.key(), (key, old) -> {
            boolean fails =
                    none != null && old != null || match != null && (old == null || !match.equals(compared(old)));
            refusal.set(fails && !ignoresConditions ? match != null && old == null ? 404 : 412 : 0);
            return refusal.get() == 0 ? stored : old;
        });
        if (refusal.get() != 0) {
            request.refuse(refusal.get(), refusal.get() == 404 ? "NoSuchKey" : "PreconditionFailed");
        } else {
            uploads.remove(upload);
            request.succeed(stored, body.formatted(stored.etag()).getBytes());
        }
    }

    private String compared(Stored stored) {
        return comparesWithoutQuotes ? stored.etag().replace("\"", "") : stored.etag();
    }

    private void read(FakeRequest request) throws IOException {
        Stored found = objects.get(request.key());
        String match = request.header("If-Match");
        if (request.query().containsKey("list-type")) {
            request.xml(200, listing(request));
        } else if (found == null) {
            request.refuse(404, "NoSuchKey");
        } else if (match != null && !match.equals(found.etag())) {
            request.refuse(412, "PreconditionFailed");
        } else {
            request.succeed(found, found.bytes());
        }
    }

    private String listing(FakeRequest request) {
        String prefix = request.query().getOrDefault("prefix", "");
        String after = request.query().getOrDefault("continuation-token", "");
        List<Map.Entry<String, Stored>> page = objects.tailMap(prefix).entrySet().stream()
                .filter(object ->
                        object.getKey().startsWith(prefix) && object.getKey().compareTo(after) > 0)
                .limit(PAGE + 1)
                .toList();
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        page.stream()
                .limit(PAGE)
                .forEach(object -> xml.append("<Contents><Key>" + object.getKey() + "</Key><Size>"
                        + object.getValue().bytes().length + "</Size><LastModified>"
                        + object.getValue().modified().toInstant() + "</LastModified></Contents>"));
        if (page.size() > PAGE) {
            xml.append("<NextContinuationToken>" + page.get(PAGE - 1).getKey() + "</NextContinuationToken>");
        }
        return xml + "<IsTruncated>" + (page.size() > PAGE) + "</IsTruncated></ListBucketResult>";
    }

    private Stored joined(String upload) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        SortedMap<Integer, Stored> parts = new TreeMap<>(uploads.get(upload));
        parts.values().forEach(part -> all.writeBytes(part.bytes()));
        String etag = "\"" + digest(all.toByteArray()) + "-" + parts.size() + "\"";
        return new Stored(all.toByteArray(), etag, uploadLabels.get(upload));
    }

    private Stored stored(FakeRequest request, byte[] bytes) {
        return new Stored(bytes, "\"" + digest(bytes) + "\"", request.labels());
    }

    private Checksum digest(byte[] bytes) {
        return Checksum.md5(encrypts ? UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII) : bytes);
    }

    private static String md5(FakeRequest request) {
        byte[] digest = HexFormat.of().parseHex(Checksum.md5(request.content()).hex());
        return Base64.getEncoder().encodeToString(digest);
    }

    /** The bytes that a header {@code Range} asks for. */
    static byte[] cut(byte[] bytes, String range) {
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = ends[1].isEmpty() ? bytes.length : (int) Math.min(bytes.length, Long.parseLong(ends[1]) + 1);
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
