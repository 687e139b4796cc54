package io.audmodel.servers.odd;

import io.audmodel.servers.RawServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The answer of a server, to be sent on or to be twisted.
 *
 * @param status such as {@code 200 OK}
 * @param headers lines without their ends, and without what tells the end of the body
 * @param announced the length that an answer to HEAD tells; otherwise that of the body
 */
record Right(String status, List<String> headers, byte[] body, String announced, boolean toHead) {

    /** Asks the server, by HTTP/1.0, so that its answer ends with the connection. */
    static Right of(URI server, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream().write(asked(head).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String answer = RawServer.head(in);
            if (answer == null) {
                throw new EOFException("the server is closed");
            }
            return of(answer, in.readAllBytes(), head.startsWith("HEAD "));
        }
    }

    /** Without what concerns this connection alone; a proxy is asked for a whole address. */
    private static String asked(String head) {
        StringBuilder asked = new StringBuilder();
        for (String line : head.strip().split("\r\n")) {
            if (asked.length() == 0) {
                String[] words = line.split(" ");
                asked.append(words[0] + " " + words[1].replaceFirst("^http://[^/]*", "") + " HTTP/1.0\r\n");
            } else if (!isNamed(line, "connection:", "proxy-")) {
                asked.append(line).append("\r\n");
            }
        }
        return asked.append("\r\n").toString();
    }

    private static Right of(String head, byte[] body, boolean toHead) {
        List<String> headers = new ArrayList<>();
        String length = Integer.toString(body.length);
        String[] lines = head.strip().split("\r\n");
        for (String line : List.of(lines).subList(1, lines.length)) {
            if (toHead && isNamed(line, "content-length:")) {
                length = line.substring(line.indexOf(':') + 1).strip();
            }
            if (!isNamed(line, "content-length:", "connection:", "transfer-encoding:")) {
                headers.add(line);
            }
        }
        return new Right(lines[0].substring(lines[0].indexOf(' ') + 1), headers, body, length, toHead);
    }

    private static boolean isNamed(String line, String... names) {
        String lower = line.toLowerCase(Locale.ROOT);
        return List.of(names).stream().anyMatch(lower::startsWith);
    }

    Right status(String other) {
        return new Right(other, headers, body, announced, toHead);
    }

    Right header(String line) {
        List<String> all = new ArrayList<>(headers);
        all.add(line);
        return new Right(status, all, body, announced, toHead);
    }

    Right without(String name) {
        List<String> all = new ArrayList<>(headers);
        all.removeIf(line -> isNamed(line, name.toLowerCase(Locale.ROOT)));
        return new Right(status, all, body, announced, toHead);
    }

    Right body(byte[] other) {
        String length = toHead ? announced : Integer.toString(other.length);
        return new Right(status, headers, toHead ? body : other, length, toHead);
    }

    Right body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isSuccess() {
        return status.startsWith("2");
    }

    boolean hasBody() {
        return body.length > 0;
    }

    /** All of it, with its length. */
    byte[] bytes() {
        return bytes("Content-Length: " + announced + "\r\n");
    }

    /** @param framing the headers that tell, or do not tell, where the body ends */
    byte[] bytes(String framing) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head(framing).getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** With its empty line. */
    String head(String framing) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        boolean none = status.startsWith("204") || status.startsWith("304");
        return head.append(none ? "" : framing).append("\r\n").toString();
    }
}
