package io.audmodel.artifactory.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The other server that downloads are sent to where files lie in object storage: it knows addresses with a signature alone,
 * for as long as they last, and refuses who sends credentials, as S3 does.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-installation-setup-documentation/direct-cloud-storage-download">JFrog:
 *     Direct Cloud Storage Download</a>
 */
final class ObjectStorage implements AutoCloseable {

    private record Signed(Blob content, Instant until, AnswerFault fault) {}

    private final HttpServer server;
    private final Duration lasting;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Signed> signed = new ConcurrentHashMap<>();

    ObjectStorage(Duration lasting, Executor threads) throws IOException {
        this.lasting = lasting;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    /** A new address for the content, which comes from there with the fault of the request for it. */
    URI sign(Blob content, AnswerFault fault) {
        String signature = UUID.randomUUID().toString();
        Instant until = fault.disturbance() == Disturbance.EXPIRED
                ? Instant.MIN
                : clock.instant().plus(lasting);
        signed.put(signature, new Signed(content, until, fault));
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/" + content.sha1() + "?X-Amz-Signature=" + signature);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        Signed found = signed.get(query.replaceFirst("^X-Amz-Signature=", ""));
        if (exchange.getRequestHeaders().containsKey("Authorization")
                || exchange.getRequestHeaders().containsKey("X-JFrog-Art-Api")) {
            refuse(exchange, 400, "InvalidArgument", "Only one auth mechanism allowed");
        } else if (found == null) {
            refuse(exchange, 403, "SignatureDoesNotMatch", "The signature is not known");
        } else if (clock.instant().isAfter(found.until())) {
            refuse(exchange, 403, "AccessDenied", "Request has expired");
        } else {
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            new FileAnswer(exchange, found.fault(), found.content())
                    .send(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")));
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
