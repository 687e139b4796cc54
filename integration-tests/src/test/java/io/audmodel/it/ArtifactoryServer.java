package io.audmodel.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.audmodel.model.Checksum;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As much of an Artifactory as this library and the Python package need, with its objects in files: the requests that their sources send,
 * answered as JFrog's REST documentation says.
 */
final class ArtifactoryServer implements AutoCloseable {

    private record Stored(Path file, long size, String md5, Instant modified) {}

    private static final String BASE = "/artifactory/";
    private static final String STORAGE = "api/storage/";
    private static final String REPOSITORIES = "api/repositories/";

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Path folder;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> repositories = new ConcurrentSkipListSet<>();
    private final Set<String> folders = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ThreadLocal<ServerFault> fault = ThreadLocal.withInitial(() -> ServerFault.NONE);
    private volatile Supplier<ServerFault> faults = () -> ServerFault.NONE;

    ArtifactoryServer() {
        try {
            folder = Files.createTempDirectory("artifactory");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(BASE, exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            fault.set(faults.get());
            try (exchange) {
                if (fault.get().status() > 0) {
                    exchange.getRequestBody().readAllBytes();
                    error(exchange, fault.get().status(), "disturbed");
                } else if (fault.get() != ServerFault.NO_ANSWER) {
                    handle(exchange);
                }
            }
        });
        server.start();
    }

    /** Makes an empty repository. */
    Repository create(String name) {
        repositories.add(name);
        String host = "http://127.0.0.1:" + server.getAddress().getPort() + BASE.substring(0, BASE.length() - 1);
        return new Repository("artifactory", host, name);
    }

    /** What was asked since it was last forgotten, as method and address. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What goes wrong with each request from now on. */
    void disturb(Supplier<ServerFault> next) {
        faults = next;
    }

    void forgetRequests() {
        requests.clear();
    }

    /** The paths of all objects of a repository. */
    TreeSet<String> objects(String repository) {
        return below(repository).keySet().stream()
                .map(key -> key.substring(repository.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        FileTree.delete(folder);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(BASE.length());
        if (path.startsWith(REPOSITORIES)) {
            repository(exchange, path.substring(REPOSITORIES.length()));
        } else if (path.startsWith(STORAGE)) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            item(exchange, path.substring(STORAGE.length()), query.startsWith("list"));
        } else if (!repositories.contains(path.replaceFirst("/.*", ""))) {
            error(exchange, 404, "Could not find resource");
        } else {
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, path);
                case "DELETE" -> delete(exchange, path);
                default -> get(exchange, path);
            }
        }
    }

    private void repository(HttpExchange exchange, String key) throws IOException {
        if (repositories.contains(key)) {
            json(
                    exchange,
                    200,
                    "{'key':'" + key + "','rclass':'local','packageType':'generic','description':'',"
                            + "'repoLayoutRef':'simple-default'}");
        } else {
            error(exchange, 400, "Bad Request");
        }
    }

    private void put(HttpExchange exchange, String path) throws IOException {
        if (path.endsWith("/")) {
            String folder = path.substring(0, path.length() - 1);
            folders.add(folder);
            json(exchange, 201, folder(folder));
            return;
        }
        Stored stored = receive(exchange);
        String announced = exchange.getRequestHeaders().getFirst("X-Checksum-Md5");
        if (announced != null && !announced.equals(stored.md5())) {
            error(exchange, 409, "Checksum error: received '" + announced + "'");
        } else if (isFolder(path) || parents(path).stream().anyMatch(objects::containsKey)) {
            error(exchange, 400, "Parent of '" + path + "' is a file, or it is a folder");
        } else {
            objects.put(path, stored);
            json(exchange, 201, file(path, stored));
        }
    }

    private Stored receive(HttpExchange exchange) throws IOException {
        Path file = Files.createTempFile(folder, "object", "");
        try (DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(file), Checksum.newDigest())) {
            long size = exchange.getRequestBody().transferTo(out);
            String md5 = Checksum.ofDigest(out.getMessageDigest().digest()).hex();
            return new Stored(file, size, md5, Instant.now());
        }
    }

    private void delete(HttpExchange exchange, String path) throws IOException {
        folders.remove(path);
        if (objects.remove(path) == null && below(path).isEmpty()) {
            error(exchange, 404, "Could not locate artifact '" + path + "'");
        } else {
            below(path).clear();
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        Stored stored = objects.get(path);
        if (stored == null) {
            if (isFolder(path)) {
                answer(exchange, 200, "text/html", "<html>Index of folder</html>".getBytes(StandardCharsets.UTF_8));
            } else {
                error(exchange, 404, "File not found.");
            }
            return;
        }
        exchange.getResponseHeaders().set("X-Checksum-Md5", stored.md5());
        exchange.getResponseHeaders().set("ETag", stored.md5());
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                stored.modified().atOffset(ZoneOffset.UTC)));
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + stored.size());
            exchange.sendResponseHeaders(200, -1);
        } else if (range == null) {
            send(exchange, 200, stored, 0, stored.size());
        } else {
            String[] ends = range.substring("bytes=".length()).split("-");
            long from = Long.parseLong(ends[0]);
            long to = ends.length == 1 ? stored.size() : Math.min(stored.size(), Long.parseLong(ends[1]) + 1);
            if (from >= stored.size()) {
                error(exchange, 416, "Requested Range Not Satisfiable");
            } else {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + stored.size());
                send(exchange, 206, stored, from, to);
            }
        }
    }

    private void send(HttpExchange exchange, int status, Stored stored, long from, long to) throws IOException {
        exchange.sendResponseHeaders(status, to == from ? -1 : to - from);
        try (FileChannel file = FileChannel.open(stored.file())) {
            InputStream in = Channels.newInputStream(file.position(from));
            byte[] block = new byte[64 * 1024];
            for (long left = to - from; left > 0; ) {
                int count = in.read(block, 0, (int) Math.min(block.length, left));
                if (fault.get() == ServerFault.CUT_OFF || fault.get() == ServerFault.STALLED) {
                    exchange.getResponseBody().write(block, 0, count / 2);
                    exchange.getResponseBody().flush();
                    stall();
                    return;
                }
                if (fault.get() == ServerFault.WRONG_BYTE) {
                    block[count / 2] ^= 1;
                }
                exchange.getResponseBody().write(block, 0, count);
                left -= count;
            }
        }
    }

    private void stall() {
        if (fault.get() == ServerFault.STALLED) {
            try {
                closed.await(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void item(HttpExchange exchange, String path, boolean list) throws IOException {
        Stored stored = objects.get(path);
        if (stored != null && list) {
            error(exchange, 400, "Expected a folder but found a file, at: " + path);
        } else if (stored != null) {
            json(exchange, 200, file(path, stored));
        } else if (!isFolder(path)) {
            error(exchange, 404, "Unable to find item");
        } else {
            json(exchange, 200, list ? listing(path) : folder(path));
        }
    }

    private String listing(String folder) {
        return below(folder).entrySet().stream()
                .map(entry -> "{'uri':'" + entry.getKey().substring(folder.length()) + "','size':"
                        + entry.getValue().size() + ",'lastModified':'"
                        + entry.getValue().modified() + "','folder':false,'sha1':''}")
                .collect(Collectors.joining(",", "{'uri':'','created':'','files':[", "]}"));
    }

    private String folder(String path) {
        TreeSet<String> children = new TreeSet<>();
        below(path).keySet().forEach(key -> children.add(child(path, key, false)));
        folders.stream().filter(key -> key.startsWith(path + "/")).forEach(key -> children.add(child(path, key, true)));
        return common(path, Instant.EPOCH) + ",'children':[" + String.join(",", children) + "]}";
    }

    private static String child(String folder, String key, boolean isFolder) {
        String rest = key.substring(folder.length() + 1);
        return "{'uri':'/" + rest.replaceFirst("/.*", "") + "','folder':" + (isFolder || rest.contains("/")) + "}";
    }

    private static String file(String path, Stored stored) {
        return common(path, stored.modified()) + ",'mimeType':'application/octet-stream','size':'" + stored.size()
                + "','checksums':{'md5':'" + stored.md5() + "'},'originalChecksums':{'md5':'" + stored.md5() + "'}}";
    }

    private static String common(String path, Instant time) {
        String repository = path.replaceFirst("/.*", "");
        return "{'repo':'" + repository + "','path':'" + path.substring(repository.length()) + "','uri':'" + path
                + "','created':'" + time + "','createdBy':'me','lastModified':'" + time
                + "','modifiedBy':'me','lastUpdated':'" + time + "'";
    }

    private boolean isFolder(String path) {
        return repositories.contains(path)
                || folders.contains(path)
                || !below(path).isEmpty();
    }

    private SortedMap<String, Stored> below(String path) {
        // The character after '/' ends what begins with it.
        return objects.subMap(path + "/", path + "0");
    }

    private static List<String> parents(String path) {
        return Stream.iterate(path, key -> key.contains("/"), key -> key.substring(0, key.lastIndexOf('/')))
                .skip(1)
                .toList();
    }

    private void error(HttpExchange exchange, int status, String message) throws IOException {
        json(exchange, status, "{'errors':[{'status':" + status + ",'message':'" + message.replace("'", "") + "'}]}");
    }

    private void json(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, "application/json", text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        stall();
        if (fault.get() == ServerFault.ANSWER_LOST || fault.get() == ServerFault.STALLED) {
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + bytes.length);
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
