package io.audmodel.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server whose script reads requests and writes answers byte by byte, as no library would. A script that returns is called
 * again for the next request of the connection; one that throws ends it. Thread-safe.
 */
public final class RawServer implements AutoCloseable {

    /** What happens to one request. */
    public interface Script {

        /**
         * @param head the request's, with its empty line
         * @param in what follows it
         */
        void answer(String head, InputStream in, OutputStream out) throws IOException;
    }

    /** Serves one connection, which ends when this returns. */
    public interface Conversation {

        void hold(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Conversation conversation;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch deaf = new CountDownLatch(1);

    /** Starts on a free port of this machine. */
    public RawServer(Script script) {
        this(0, socket -> {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); head != null; head = head(in)) {
                script.answer(head, in, socket.getOutputStream());
            }
        });
    }

    /**
     * For what no request begins.
     *
     * @param port 0 for a free one
     */
    public RawServer(int port, Conversation conversation) {
        this.conversation = conversation;
        try {
            this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Such as {@code http://127.0.0.1:40123}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many were made so far. */
    public int connections() {
        return connections.get();
    }

    /** Writes text as it is. */
    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Takes the body of a request whose head tells its length. */
    public static void skipBody(String head, InputStream in) throws IOException {
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                in.skipNBytes(Long.parseLong(line.substring(15).strip()));
            }
        }
    }

    /** The head of the next request; null at the end of the connection. */
    public static @Nullable String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Ends all connections, and takes others. */
    public void disconnect() {
        try {
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its port is free when this returns. */
    @Override
    public void close() {
        try {
            server.close();
            deaf.await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
            threads.shutdownNow();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            // It is closed.
            return;
        } finally {
            deaf.countDown();
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            conversation.hold(socket);
        } catch (IOException e) {
            // One of both has ended it.
            return;
        } finally {
            open.remove(accepted);
        }
    }
}
