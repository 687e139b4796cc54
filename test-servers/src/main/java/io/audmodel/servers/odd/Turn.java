package io.audmodel.servers.odd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A request, or a connection without one, and all that a peer can do about it. Used by one thread. */
public final class Turn {

    private static final int BLOCK = 16 << 10;
    private static final int SECOND = 1_000;

    private final Socket bare;
    private final Socket socket;
    private final InputStream in;
    private final String head;
    private final URI server;
    private final int number;

    /**
     * @param bare below TLS, if there is TLS
     * @param in what follows the head
     * @param head of the request; empty if none was read
     * @param server who knows the right answer
     * @param number of the turn, counted from 0
     */
    Turn(Socket bare, Socket socket, InputStream in, String head, URI server, int number) {
        this.bare = bare;
        this.socket = socket;
        this.in = in;
        this.head = head;
        this.server = server;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The first line of the request. */
    String line() {
        return head.lines().findFirst().orElse("");
    }

    boolean isHead() {
        return head.startsWith("HEAD ");
    }

    boolean isRead() {
        return isHead() || head.startsWith("GET ");
    }

    /** The value of a header; empty if there is none. */
    String header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    Socket bare() {
        return bare;
    }

    URI server() {
        return server;
    }

    InputStream in() {
        return in;
    }

    /** Has the server do what is asked. */
    Right right() throws IOException {
        return Right.of(server, head, body());
    }

    /** Reads the request to its end; nobody does what it asks. */
    byte[] body() throws IOException {
        String length = header("Content-Length");
        return length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void write(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** An answer of its own. */
    void answer(String status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n");
        write(isHead() ? new byte[0] : bytes);
    }

    /** Says nothing more until the client goes. */
    void silence() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Neither says anything nor reads, until the peer is closed. */
    void deafness() {
        while (isOpen()) {
            LockSupport.parkNanos(SECOND * 100_000L);
        }
    }

    void crawl(byte[] bytes, int from) throws IOException {
        crawl(bytes, from, SECOND);
    }

    void crawl(byte[] bytes, int from, int pauseMillis) throws IOException {
        for (int i = from; i < bytes.length; i++) {
            socket.getOutputStream().write(bytes[i]);
            pause(pauseMillis);
        }
    }

    /** The text again and again, as fast as the client takes it, within reason. */
    void flood(String text) throws IOException {
        byte[] bytes = text.repeat(Math.max(1, BLOCK / text.length())).getBytes(StandardCharsets.ISO_8859_1);
        while (isOpen()) {
            write(bytes);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** The text again and again, so many times a second. */
    void again(String text, int pauseMillis) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        while (isOpen()) {
            write(bytes);
            pause(pauseMillis);
        }
    }

    void pause() {
        pause(SECOND);
    }

    void pause(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }

    boolean isOpen() {
        return !bare.isClosed();
    }

    void close() throws IOException {
        socket.close();
    }

    void reset() throws IOException {
        bare.setSoLinger(true, 0);
        bare.close();
    }

    /** Ends its own half, without the closing message of TLS, and still reads. */
    void halfClose() throws IOException {
        bare.shutdownOutput();
        silence();
    }

    /** What no protocol has a meaning for. */
    static byte[] noise() {
        ByteArrayOutputStream noise = new ByteArrayOutputStream();
        IntStream.range(0, 200).forEach(i -> noise.write(i * 37 ^ i >> 1));
        return noise.toByteArray();
    }
}
