package io.audmodel.servers;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A small S3 in this process. It keeps objects in files, so that they may be larger than the heap, holds a lock for each
 * key, so that conditional writes are atomic, and notes requests. It looks at no signature: others do.
 *
 * <p>What it knows is what clients of this protocol for models ask for: objects with metadata and ranges, listings in
 * pages, uploads in parts, and the conditions {@code If-Match} and {@code If-None-Match} of writes and reads, as the API
 * reference of Amazon S3 describes them. Rules answer in its place what a test wants answered otherwise.
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
        /** Kept, and compared with ETags without their quotes, so that no request with quotes holds; of writes. */
        COMPARED_WITHOUT_QUOTES,
        /** Not looked at where uploads in parts are completed, and kept elsewhere. */
        IGNORED_OF_PARTS
    }

    static {
        // Otherwise each answer waits for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final HttpContext context;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "s3-stub");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, StubBucket> buckets = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final StubRules rules = new StubRules();
    private final Path folder;
    private final Optional<List<StubRequest>> watched;
    private volatile Conditions conditions = Conditions.KEPT;
    private volatile boolean isByMd5;

    private S3Stub(HttpServer server, Path folder, Optional<List<StubRequest>> watched) {
        this.server = server;
        this.context = server.createContext("/", this::handle);
        this.folder = folder;
        this.watched = watched;
    }

    /** @param folder where objects are kept: an existing folder, which the caller removes */
    public static S3Stub start(Path folder) {
        return start(folder, 0);
    }

    /** @param port of this machine; 0 for any that is free */
    static S3Stub start(Path folder, int port) {
        try {
            return start(folder, port, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it with an empty bucket, to look at each request; it keeps objects in a temporary folder of its own. */
    public static S3Stub watched(String bucket) {
        try {
            S3Stub stub = start(Files.createTempDirectory("s3-stub-"), 0, Optional.of(new CopyOnWriteArrayList<>()));
            stub.createBucket(bucket);
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Stub start(Path folder, int port, Optional<List<StubRequest>> watched) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        S3Stub stub = new S3Stub(HttpServer.create(address, 200), folder, watched);
        stub.server.setExecutor(stub.threads);
        stub.server.start();
        return stub;
    }

    /** Lets its requests and answers pass a network from now on. */
    public S3Stub behind(NetworkShape network) {
        context.getFilters().add(network);
        return this;
    }

    /** Changes how conditions are treated from now on. */
    public S3Stub conditions(Conditions become) {
        conditions = become;
        return this;
    }

    /** Lets it know no checksum of parts but MD5 from now on, as many servers do. */
    public S3Stub byMd5() {
        isByMd5 = true;
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

    /** What is asked before it answers by itself. */
    public StubRules rules() {
        return rules;
    }

    /** All requests so far, in the order in which they came, of a stub that is {@linkplain #watched watched}. */
    public List<StubRequest> requests() {
        return watched.orElseThrow(() -> new IllegalStateException("nobody watches its requests"));
    }

    /** How many of them have this {@linkplain StubRequest#form() form}. */
    public long count(String form) {
        return requests().stream()
                .filter(request -> request.form().equals(form))
                .count();
    }

    /** A bucket that there is. */
    public StubBucket bucket(String name) {
        return Objects.requireNonNull(buckets.get(name), "no bucket");
    }

    /** Does what the request asks for, as it would without rules; for a rule. */
    public StubAnswer usual(StubRequest request) throws IOException {
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
                ? bucket.uploads().answer(request, conditions, isByMd5)
                : bucket.calls().answer(request, conditions);
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
        if (watched.isPresent()) {
            removeFolder();
        }
    }

    private void removeFolder() {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            StubRequest request = new StubRequest(exchange);
            requests.add(request.toString());
            watched.ifPresent(all -> all.add(request));
            if (request.is("PUT") || request.is("POST")) {
                try (StubBody received = request.receive(exchange, folder)) {
                    answer(request).send(exchange);
                }
            } else {
                answer(request).send(exchange);
            }
        }
    }

    private StubAnswer answer(StubRequest request) throws IOException {
        Optional<StubAnswer> ruled = rules.answer(request);
        return ruled.isPresent() ? ruled.get() : usual(request);
    }

    private static StubAnswer ofBucket(StubBucket bucket, StubRequest request) {
        if (request.query("location").isPresent()) {
            return StubAnswer.xml(200, "<LocationConstraint/>");
        }
        return request.is("HEAD") ? StubAnswer.empty(200) : StubListing.of(bucket.objects(), request);
    }
}
