package io.audmodel.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the stub answers. Sent once. */
public final class StubAnswer {

    /** Where the connection breaks off, and what is done first. */
    private record Cut(long after, Runnable first) {}

    private final int status;
    private final Map<String, String> headers;
    private final byte[] bytes;
    /** Open where the body is; null if it is in the bytes. */
    private final @Nullable FileChannel file;

    private final long offset;
    private final long length;
    private final @Nullable Cut cut;

    private StubAnswer(
            int status,
            Map<String, String> headers,
            byte[] bytes,
            @Nullable FileChannel file,
            long offset,
            long length,
            @Nullable Cut cut) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
        this.file = file;
        this.offset = offset;
        this.length = length;
        this.cut = cut;
    }

    public static StubAnswer empty(int status) {
        return new StubAnswer(status, Map.of(), new byte[0], null, 0, 0, null);
    }

    /** An error of S3, such as 503 and {@code SlowDown}. */
    public static StubAnswer error(int status, String code) {
        return error(status, code, code);
    }

    public static StubAnswer error(int status, String code, String message) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    /** @param text what follows the declaration of XML */
    public static StubAnswer xml(int status, String text) {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8);
        return new StubAnswer(status, Map.of("Content-Type", "application/xml"), bytes, null, 0, bytes.length, null);
    }

    static StubAnswer part(int status, FileChannel file, long offset, long length) {
        return new StubAnswer(status, Map.of(), new byte[0], file, offset, length, null);
    }

    /** The same with more headers. */
    public StubAnswer with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new StubAnswer(status, all, bytes, file, offset, length, cut);
    }

    /** The same, but that the connection breaks off after so many bytes of the body, which has more. */
    public StubAnswer cutAfter(long count) {
        return cutAfter(count, () -> {});
    }

    /** @param first is done when the bytes have been sent, before the connection breaks off */
    public StubAnswer cutAfter(long count, Runnable first) {
        return new StubAnswer(status, headers, bytes, file, offset, length, new Cut(count, first));
    }

    int status() {
        return status;
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
            sendBody(exchange.getResponseBody());
        }
    }

    private void sendBody(OutputStream out) throws IOException {
        long end = cut == null ? length : Math.min(length, cut.after());
        if (file == null) {
            out.write(bytes, 0, (int) end);
        } else {
            WritableByteChannel channel = Channels.newChannel(out);
            for (long sent = 0; sent < end; ) {
                sent += file.transferTo(offset + sent, end - sent, channel);
            }
        }
        if (cut != null) {
            out.flush();
            cut.first().run();
            throw new IOException("broken off as a rule says");
        }
    }
}
