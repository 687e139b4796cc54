package com.example.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.Stream;

/** A server that shows a folder as S3 shows a bucket, to readers: objects, parts of them and lists. */
final class Bucket implements AutoCloseable {

    private final HttpServer server;
    private final Path host;

    Bucket(Path host) throws IOException {
        this.host = host;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            Path file = host.resolve(asked.getPath().substring(1));
            if (asked.getQuery() != null && asked.getQuery().contains("list-type=2")) {
                send(exchange, 200, list(file, asked.getQuery()));
            } else if (Files.isRegularFile(file)) {
                content(exchange, Files.readAllBytes(file));
            } else {
                send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void content(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("ETag", '"' + md5(bytes) + '"');
        exchange.getResponseHeaders().set("Last-Modified", "Mon, 23 Nov 2026 00:00:00 GMT");
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            send(exchange, 200, bytes);
            return;
        }
        String[] ends = range.replace("bytes=", "").split("-");
        int first = Integer.parseInt(ends[0]);
        int last = ends.length == 1 ? bytes.length - 1 : Math.min(bytes.length - 1, Integer.parseInt(ends[1]));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
        send(exchange, 206, Arrays.copyOfRange(bytes, first, last + 1));
    }

    private static byte[] list(Path bucket, String query) throws IOException {
        String prefix = Stream.of(query.split("&"))
                .filter(part -> part.startsWith("prefix="))
                .map(part -> part.substring("prefix=".length()))
                .findFirst()
                .orElse("");
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        try (Stream<Path> files = Files.walk(bucket)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String key = bucket.relativize(file).toString();
                if (key.startsWith(prefix)) {
                    byte[] bytes = Files.readAllBytes(file);
                    xml.append("<Contents><Key>" + key + "</Key><Size>" + bytes.length + "</Size><ETag>\"" + md5(bytes)
                            + "\"</ETag><LastModified>2026-11-23T00:00:00.000Z</LastModified></Contents>");
                }
            }
        }
        return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
