package io.audmodel.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * An answer made at random: a status line, headers, a way to say where the body ends, a body, and the pace at which all of
 * it comes.
 *
 * @param status the first line after the version, such as {@code 200 OK}
 * @param headers lines of the head, each with its line feed
 * @param pace how it is sent
 */
public record RandomAnswer(
        String status, String headers, Framing framing, Body kind, Pace pace, byte[] body, long seed) {

    /** How the end of the body is announced. */
    public enum Framing {
        EXACT,
        CLOSED,
        CHUNKED,
        /** More is announced than comes, and the connection ends. */
        CUT,
        /** More is announced than comes, and the connection stays. */
        WAITING,
        LESS,
        NEGATIVE,
        NO_NUMBER,
        TWO_LENGTHS,
        BROKEN_CHUNKS,
        CHUNKS_WITHOUT_END,
        ENDLESS,
        ENDLESS_CHUNKS
    }

    /** What the body is. */
    public enum Body {
        PLAUSIBLE,
        TRUNCATED,
        ERROR,
        PAGE,
        EMPTY,
        NOISE,
        NESTED,
        JSON,
        ENTITIES,
        GZIP,
        FALSE_GZIP,
        OTHER_ENCODING
    }

    /** How it comes. */
    public enum Pace {
        AT_ONCE,
        /** Byte by byte, with pauses, until the client has enough of it. */
        CRAWLING,
        SILENT,
        RESET,
        /** Nothing but "100 Continue". */
        INTERIM,
        ENDLESS_HEAD,
        NO_HTTP
    }

    private static final int NESTED = 20_000;
    private static final int PAUSE_MILLIS = 20;

    /** What is always the same for a seed. */
    static RandomAnswer of(long seed, List<String> plausible) {
        Random random = new Random(seed);
        StringBuilder headers = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            headers.append(pick(random, RandomWords.HEADERS)).append(random.nextInt(20) == 0 ? "\n" : "\r\n");
        }
        Body kind = random.nextInt(3) == 0 ? Body.PLAUSIBLE : pick(random, List.of(Body.values()));
        Framing framing = random.nextInt(3) == 0 ? Framing.EXACT : pick(random, List.of(Framing.values()));
        Pace pace = random.nextInt(4) == 0 ? pick(random, List.of(Pace.values())) : Pace.AT_ONCE;
        if (kind == Body.GZIP || kind == Body.FALSE_GZIP) {
            headers.append("Content-Encoding: gzip\r\n");
        }
        String status = pick(random, RandomWords.STATUSES);
        return new RandomAnswer(status, headers.toString(), framing, kind, pace, body(kind, random, plausible), seed);
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    void send(Socket socket, boolean toHead) throws IOException {
        switch (pace) {
            case SILENT -> untilTheClientGoes(socket);
            case RESET -> {
                socket.getOutputStream().write(Arrays.copyOf(all(toHead), 30));
                socket.setSoLinger(true, 0);
            }
            case NO_HTTP -> socket.getOutputStream().write(body);
            case INTERIM -> endless(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            case ENDLESS_HEAD -> {
                socket.getOutputStream().write(bytes("HTTP/1.1 " + status + "\r\nX-Part: "));
                endless(socket, "and so on, ");
            }
            case CRAWLING -> {
                socket.setSoTimeout(PAUSE_MILLIS);
                for (byte one : all(toHead)) {
                    socket.getOutputStream().write(one);
                    pause(socket);
                }
            }
            case AT_ONCE -> {
                socket.getOutputStream().write(all(toHead));
                if (framing == Framing.ENDLESS && !toHead) {
                    // Blanks before its last byte leave a document what it is.
                    socket.getOutputStream().write(body, 0, Math.max(0, body.length - 1));
                    endless(socket, " ".repeat(1_000));
                } else if (framing == Framing.ENDLESS_CHUNKS && !toHead) {
                    endless(socket, "400\r\n" + " ".repeat(0x400) + "\r\n");
                } else if (framing == Framing.WAITING) {
                    untilTheClientGoes(socket);
                }
            }
        }
    }

    /** Shows what it was, not its body. */
    @Override
    public String toString() {
        return "seed " + seed + ": " + status + " " + framing + " " + kind + " " + pace + "\n"
                + headers.replaceAll("x{100,}", "x…");
    }

    private byte[] all(boolean toHead) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + frame() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        if (toHead) {
            return out.toByteArray();
        }
        switch (framing) {
            case CHUNKED, CHUNKS_WITHOUT_END -> {
                for (int at = 0; at < body.length; at += 1_000) {
                    int count = Math.min(1_000, body.length - at);
                    out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(body, at, count);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write((framing == Framing.CHUNKED ? "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII));
            }
            case BROKEN_CHUNKS -> out.write("fffffffffffffffff\r\nx".getBytes(StandardCharsets.US_ASCII));
            case ENDLESS, ENDLESS_CHUNKS -> {}
            default -> out.write(body);
        }
        return out.toByteArray();
    }

    private String frame() {
        return switch (framing) {
            case EXACT -> "Content-Length: " + body.length + "\r\n";
            case CUT, WAITING -> "Content-Length: " + (body.length + 1) + "\r\n";
            case LESS -> "Content-Length: " + body.length / 2 + "\r\n";
            case NEGATIVE -> "Content-Length: -5\r\n";
            case NO_NUMBER -> "Content-Length: 99999999999999999999\r\n";
            case TWO_LENGTHS -> "Content-Length: " + body.length + "\r\nContent-Length: 1\r\n";
            case CHUNKED, BROKEN_CHUNKS, CHUNKS_WITHOUT_END, ENDLESS_CHUNKS -> "Transfer-Encoding: chunked\r\n";
            case CLOSED, ENDLESS -> "";
        };
    }

    private static byte[] body(Body kind, Random random, List<String> plausible) {
        String text = plausible.get(random.nextInt(plausible.size()));
        return switch (kind) {
            case PLAUSIBLE -> bytes(text);
            case TRUNCATED -> bytes(text.substring(0, random.nextInt(text.length() + 1)));
            case ERROR ->
                bytes("<Error><Code>" + pick(random, RandomWords.CODES) + "</Code><Message>so says\u001b[31m the server"
                        + "</Message></Error>");
            case PAGE -> bytes("<!DOCTYPE html><html><head><title>Sign in</title></head><body>Hello<br></body></html>");
            case EMPTY -> new byte[0];
            case NOISE -> {
                byte[] noise = new byte[random.nextInt(3_000)];
                random.nextBytes(noise);
                yield noise;
            }
            case NESTED -> {
                String start = text.startsWith("{") ? "{\"a\":" : text.startsWith("[") ? "[" : "<Contents>";
                yield bytes(firstTag(text) + start.repeat(NESTED));
            }
            case JSON -> bytes("{\"errors\":[{\"status\":" + random.nextInt(600) + ",\"message\":\"so\"}]}");
            case ENTITIES ->
                bytes("<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
                        + "<!ENTITY d SYSTEM \"file:/etc/passwd\">]><Error><Code>&c;&c;&d;</Code></Error>");
            case GZIP -> zipped(bytes(text));
            case FALSE_GZIP -> bytes(text);
            case OTHER_ENCODING ->
                ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + text)
                        .getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        };
    }

    private static String firstTag(String text) {
        return text.startsWith("<") ? text.substring(0, text.indexOf('>') + 1) : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all", e);
        }
        return out.toByteArray();
    }

    private static void endless(Socket socket, String text) throws IOException {
        byte[] block = bytes(text.repeat(100));
        while (true) {
            socket.getOutputStream().write(block);
        }
    }

    private static void untilTheClientGoes(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void pause(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the client has gone");
            }
        } catch (SocketTimeoutException e) {
            // That was the pause.
            socket.setSoTimeout(PAUSE_MILLIS);
        }
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
