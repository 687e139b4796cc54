package io.audmodel.it.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Answers as the portal of AWS SSO does that gives out the credentials of a role to who has logged in; and is a bucket that
 * denies all, where moto has an error of its own for a request without a signature.
 */
final class SsoPortal implements AutoCloseable {

    static final String TOKEN = "token-of-the-login";
    static final String ACCOUNT = "123456789012";
    static final String ROLE = "Publisher";

    private final HttpServer server;
    private final String[] keys;

    /** @param keys access key, secret key and session token of the role */
    SsoPortal(String[] keys) throws IOException {
        this.keys = keys.clone();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/federation/credentials", this::credentials);
        server.createContext("/", SsoPortal::deny);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void credentials(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        boolean isKnown = TOKEN.equals(exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"))
                && query.contains("account_id=" + ACCOUNT)
                && query.contains("role_name=" + ROLE);
        long end = Instant.now().plus(Duration.ofHours(1)).toEpochMilli();
        String answer = isKnown
                ? "{\"roleCredentials\": {\"accessKeyId\": \"" + keys[0] + "\", \"secretAccessKey\": \"" + keys[1]
                        + "\", \"sessionToken\": \"" + keys[2] + "\", \"expiration\": " + end + "}}"
                : "{\"message\": \"Session token not found or invalid\"}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!isKnown) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", "UnauthorizedException");
            }
            exchange.sendResponseHeaders(isKnown ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void deny(HttpExchange exchange) throws IOException {
        byte[] answer = "<Error><Code>AccessDenied</Code></Error>".getBytes(StandardCharsets.UTF_8);
        boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(403, hasBody ? answer.length : -1);
            if (hasBody) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
