package io.audmodel.backend.artifactory;

import io.audmodel.model.Repository;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A server, or a proxy, that writes bytes that no HTTP server would. */
final class RawServer implements AutoCloseable {

    /** Answers one request on a connection. */
    interface Script {
        /**
         * @param line of the request, whose headers were read and whose body was not
         * @param in what follows
         */
        void answer(String line, InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    RawServer(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    Repository repository() {
        return Connecting.repository("http://" + host() + "/artifactory");
    }

    /** Writes the text again and again, with a pause after each, until nobody listens. */
    static void endless(OutputStream out, String text, long pauseMillis) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        while (!Thread.currentThread().isInterrupted()) {
            out.write(bytes);
            LockSupport.parkNanos(pauseMillis * 1_000_000);
        }
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // The server is closed.
            return;
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String line = line(in); line != null; line = line(in)) {
                String header = line(in);
                while (header != null && !header.isEmpty()) {
                    header = line(in);
                }
                script.answer(line, in, connection.getOutputStream());
            }
        } catch (IOException e) {
            // The client hung up, as it should.
            return;
        }
    }

    /** Null at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
