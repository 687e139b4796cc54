package io.audmodel.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small S3 in this process. It keeps objects in files, so that they may be larger than the heap, holds a lock for each
 * key, so that conditional writes are atomic, and notes all requests. It looks at no signature: others do.
 *
 * <p>What it knows is what clients of this protocol for models ask for: objects with metadata and ranges, listings in
 * pages, uploads in parts, and the conditions {@code If-Match} and {@code If-None-Match} of writes and reads, as the API
 * reference of Amazon S3 describes them.
 */
public final class S3Stub implements S3Server {

    /** How the server treats conditions of writes. */
    public enum Conditions {
        KEPT,
        /** 501, as some servers of older days answer. */
        REFUSED,
        /** Written all the same, as others do. */
        IGNORED,
        /** Looked at, and a moment later written whatever has come meanwhile: of uploads in parts, when they are completed. */
        COMPLETE_NOT_ATOMIC,
        /** The same, of everything that is written over a revision. */
        REPLACE_NOT_ATOMIC,
        /** Not looked at where uploads in parts are completed, and kept elsewhere. */
        IGNORED_OF_PARTS
    }

    static {
        // Otherwise each answer waits for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "s3-stub");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, StubBucket> buckets = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final Path folder;
    private volatile Conditions conditions = Conditions.KEPT;

    private S3Stub(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** @param folder where objects are kept: an existing folder, which the caller removes */
    public static S3Stub start(Path folder) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            S3Stub stub = new S3Stub(HttpServer.create(anyPort, 200), folder);
            stub.server.setExecutor(stub.threads);
            stub.server.createContext("/", stub::handle);
            stub.server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes how conditions are treated from now on. */
    public S3Stub conditions(Conditions become) {
        conditions = become;
        return this;
    }

    @Override
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public String accessKey() {
        return "the-access-key";
    }

    @Override
    public String secretKey() {
        return "the-secret-key";
    }

    @Override
    public void createBucket(String name) {
        buckets.computeIfAbsent(name, missing -> new StubBucket(folder));
    }

    /** The requests since the last time, such as {@code GET models/_uid/x.header.yaml}; forgets them. */
    public List<String> takeRequests() {
        List<String> taken = new ArrayList<>();
        for (String next = requests.poll(); next != null; next = requests.poll()) {
            taken.add(next);
        }
        return taken;
    }

    /** How many uploads in parts were begun in the bucket and neither completed nor aborted. */
    public int openUploads(String bucket) {
        return Objects.requireNonNull(buckets.get(bucket), "no bucket")
                .uploads()
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        buckets.values().forEach(StubBucket::close);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            StubRequest request = new StubRequest(exchange);
            requests.add(request.toString());
            answer(request).send(exchange);
        }
    }

    private StubAnswer answer(StubRequest request) throws IOException {
        if (request.bucket().isEmpty()) {
            return StubAnswer.error(501, "NotImplemented");
        }
        if (request.key().isEmpty() && request.is("PUT")) {
            createBucket(request.bucket());
            return StubAnswer.empty(200);
        }
        StubBucket bucket = buckets.get(request.bucket());
        if (bucket == null) {
            return StubAnswer.error(404, "NoSuchBucket");
        }
        if (request.key().isEmpty()) {
            return ofBucket(bucket, request);
        }
        return request.query("uploadId").isPresent() || request.query("uploads").isPresent()
                ? bucket.uploads().answer(request, conditions)
                : bucket.answer(request, conditions);
    }

    private static StubAnswer ofBucket(StubBucket bucket, StubRequest request) {
        if (request.query("location").isPresent()) {
            return StubAnswer.xml(200, "<LocationConstraint/>");
        }
        return request.is("HEAD") ? StubAnswer.empty(200) : StubListing.of(bucket.objects(), request);
    }
}
