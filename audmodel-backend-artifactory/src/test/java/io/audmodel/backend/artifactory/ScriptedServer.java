package io.audmodel.backend.artifactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.audmodel.model.Checksum;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers what a test tells it to, for what no faithful server does. */
final class ScriptedServer implements AutoCloseable {

    /** One request: its line, and its headers in lower case. */
    record Request(String line, Map<String, String> headers) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ScriptedServer(HttpHandler script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            requests.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers));
            try (exchange) {
                script.handle(exchange);
            }
        });
        server.start();
    }

    static ScriptedServer start(HttpHandler script) {
        try {
            return new ScriptedServer(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    Repository repository() {
        return Connecting.repository("http://" + host() + "/artifactory");
    }

    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    /** Answers, after the body of the request was read. */
    static void answer(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Says of an object, or gives it, what Artifactory does; of the repository that it is there. */
    static void object(HttpExchange exchange, int status, byte[] content, String... headers) throws IOException {
        exchange.getResponseHeaders()
                .set("X-Checksum-Md5", Checksum.md5(content).hex());
        exchange.getResponseHeaders().set("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT");
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + content.length);
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    /** Whether this asks for the repository itself, or for what the server knows of something in it. */
    static boolean asksAbout(HttpExchange exchange, String path) {
        return exchange.getRequestURI().getPath().equals("/artifactory/api/storage/models" + path);
    }

    /** The repository is there. */
    static void repository(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "{\"repo\":\"models\",\"path\":\"/\",\"children\":[]}");
    }

    /** An error in the form of Artifactory. */
    static void error(HttpExchange exchange, int status, String message) throws IOException {
        answer(exchange, status, "{\"errors\":[{\"status\":" + status + ",\"message\":\"" + message + "\"}]}");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
