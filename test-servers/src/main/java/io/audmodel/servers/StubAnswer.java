package io.audmodel.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the stub answers.
 *
 * @param file open where the body is; null if it is in the bytes
 */
record StubAnswer(
        int status,
        Map<String, String> headers,
        byte[] bytes,
        @Nullable FileChannel file,
        long offset,
        long length) {

    static StubAnswer empty(int status) {
        return new StubAnswer(status, Map.of(), new byte[0], null, 0, 0);
    }

    static StubAnswer error(int status, String code) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
    }

    static StubAnswer xml(int status, String text) {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8);
        return new StubAnswer(status, Map.of("Content-Type", "application/xml"), bytes, null, 0, bytes.length);
    }

    static StubAnswer part(int status, FileChannel file, long offset, long length) {
        return new StubAnswer(status, Map.of(), new byte[0], file, offset, length);
    }

    StubAnswer with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new StubAnswer(status, all, bytes, file, offset, length);
    }

    void send(HttpExchange exchange) throws IOException {
        try (FileChannel closed = file) {
            sendAll(exchange);
        }
    }

    private void sendAll(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(status, -1);
        } else if (length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, length);
            sendBody(exchange);
        }
    }

    private void sendBody(HttpExchange exchange) throws IOException {
        if (file == null) {
            exchange.getResponseBody().write(bytes);
            return;
        }
        long sent = 0;
        while (sent < length) {
            sent += file.transferTo(offset + sent, length - sent, Channels.newChannel(exchange.getResponseBody()));
        }
    }
}
