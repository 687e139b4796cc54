package io.audmodel.servers.odd;

import io.audmodel.servers.RawServer;
import io.audmodel.servers.SelfSigned;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Stands before a server of HTTP, as the server or as a proxy, and misbehaves as a test says. Thread-safe. */
public final class OddPeer implements AutoCloseable {

    private static final int MOST_WAITING = 8;
    private static final int MOMENT_MILLIS = 50;

    private final URI server;
    private final PeerRoute route;
    private final Oddity oddity;
    private final SSLContext tls;
    private final Path bundle;
    private final int port;
    private final int after;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicLong moved = new AtomicLong();
    private final List<Socket> waiting = new ArrayList<>();
    private @Nullable RawServer raw;
    private @Nullable ServerSocket deaf;
    private volatile boolean odd;

    /**
     * Starts on a free port of this machine, and is not odd yet.
     *
     * @param after how many requests it answers as it should, when it has begun
     * @param keys of its own, and the file of authorities that has its certificate
     */
    public OddPeer(URI server, PeerRoute route, Oddity oddity, int after, SelfSigned keys, Path bundle) {
        this.server = server;
        this.route = route;
        this.oddity = oddity;
        this.after = after;
        this.bundle = bundle;
        try {
            this.tls = keys.context();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
        RawServer first = new RawServer(0, this::hold);
        this.raw = first;
        this.port = first.port();
    }

    /** Where clients look for the server, such as {@code https://127.0.0.1:40123}. */
    public String endpoint() {
        int shown = route == PeerRoute.READER ? server.getPort() : port;
        return (route.isTls() ? "https" : "http") + "://127.0.0.1:" + shown;
    }

    /** What the environment of clients has to say. */
    public Map<String, String> variables() {
        String proxy = "http://127.0.0.1:" + port;
        return switch (route) {
            case PLAIN -> Map.of();
            case TLS -> Map.of("SSL_CERT_FILE", bundle.toString());
            case READER -> Map.of("HTTP_PROXY", proxy);
            case TUNNEL -> Map.of("HTTPS_PROXY", proxy, "SSL_CERT_FILE", bundle.toString());
        };
    }

    /** Whether anybody has met what is odd. */
    public boolean isMet() {
        return turns.get() > 0;
    }

    /** How many bytes of contents came since it has begun, and went in answers that were as they should be. */
    public long moved() {
        return moved.get();
    }

    /** From now on it is odd. */
    public void begin() throws IOException {
        moved.set(0);
        odd = true;
        if (oddity.place() == Oddity.Place.PORT) {
            stop();
            turns.incrementAndGet();
            if (oddity.equals(ConnectionOddities.NOT_TAKEN)) {
                fillQueue();
            }
        }
    }

    /** It is what it should be. */
    public void rest() throws IOException {
        odd = false;
        if (raw == null) {
            stop();
            raw = new RawServer(port, this::hold);
        } else {
            raw.disconnect();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() throws IOException {
        if (raw != null) {
            raw.close();
            raw = null;
        }
        for (Socket socket : waiting) {
            socket.close();
        }
        waiting.clear();
        if (deaf != null) {
            deaf.close();
            deaf = null;
        }
    }

    /** Until one more cannot connect. */
    private void fillQueue() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        deaf = new ServerSocket(port, 1, here);
        for (int i = 0; i < MOST_WAITING; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(deaf.getLocalSocketAddress(), MOMENT_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    private boolean isOdd(Oddity.Place place) {
        return odd && oddity.place() == place;
    }

    private void act(Socket bare, Socket socket, InputStream in, String head) throws IOException {
        oddity.act().on(new Turn(bare, socket, new Counted(in), head, server, turns.getAndIncrement()));
    }

    private void hold(Socket bare) throws IOException {
        bare.setTcpNoDelay(true);
        if (isOdd(Oddity.Place.CONNECTION)) {
            act(bare, bare, bare.getInputStream(), "");
            return;
        }
        if (route == PeerRoute.TUNNEL && !opened(bare)) {
            return;
        }
        if (isOdd(Oddity.Place.HANDSHAKE)) {
            act(bare, bare, bare.getInputStream(), "");
            return;
        }
        Socket socket = route.isTls() ? secured(bare) : bare;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (String head = RawServer.head(in); head != null; head = RawServer.head(in)) {
            if (isOdd(Oddity.Place.ANSWER) && asked.getAndIncrement() >= after) {
                act(bare, socket, in, head);
            } else {
                Turn turn = new Turn(bare, socket, new Counted(in), head, server, 0);
                Right right = turn.right();
                moved.addAndGet(right.body().length);
                turn.write(right.bytes());
            }
        }
    }

    /** Whether there is a tunnel. */
    private boolean opened(Socket bare) throws IOException {
        InputStream in = bare.getInputStream();
        String head = RawServer.head(in);
        if (head == null || !head.startsWith("CONNECT ")) {
            return false;
        }
        if (isOdd(Oddity.Place.TUNNEL)) {
            act(bare, bare, in, head);
            return false;
        }
        new Turn(bare, bare, in, head, server, 0).write("HTTP/1.1 200 Connection established\r\n\r\n");
        return true;
    }

    private Socket secured(Socket bare) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(bare, "127.0.0.1", bare.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    /** The rest of a request. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            moved.addAndGet(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            moved.addAndGet(Math.max(0, count));
            return count;
        }
    }
}
