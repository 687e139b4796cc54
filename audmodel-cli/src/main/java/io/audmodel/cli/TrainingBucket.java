package io.audmodel.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** As much of an S3 server as a short publish and a load ask for, on this machine alone; its objects are in memory. */
final class TrainingBucket implements AutoCloseable {

    private static final int BACKLOG = 50;
    private static final String NO_KEY = "<Error><Code>NoSuchKey</Code></Error>";
    private static final String EXISTS = "<Error><Code>PreconditionFailed</Code></Error>";
    private static final String NOTHING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    private final ServerSocket socket;
    private final Map<String, Stored> objects = new ConcurrentHashMap<>();

    /** @param metadata headers, complete lines */
    private record Stored(byte[] bytes, String metadata) {}

    private TrainingBucket(ServerSocket socket) {
        this.socket = socket;
    }

    static TrainingBucket open() throws IOException {
        TrainingBucket bucket = new TrainingBucket(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        start(bucket::accept);
        return bucket;
    }

    String endpoint() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "audmodel-training");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // The training is over.
            return;
        }
    }

    private void serve(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream()) {
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                Map<String, String> headers = new TreeMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            header.substring(colon + 1).strip());
                }
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                String[] words = request.split(" ");
                answer(words[0], words[1], headers, body, out);
            }
        } catch (IOException e) {
            // The client has ended the connection.
            return;
        }
    }

    private void answer(String method, String target, Map<String, String> headers, byte[] body, OutputStream out)
            throws IOException {
        Stored stored = objects.get(target);
        if (target.contains("list-type=")) {
            send(out, "200 OK", "", NOTHING.getBytes(StandardCharsets.UTF_8));
        } else if (method.equals("PUT") && stored != null && headers.containsKey("if-none-match")) {
            send(out, "412 Precondition Failed", "", EXISTS.getBytes(StandardCharsets.UTF_8));
        } else if (method.equals("PUT")) {
            StringBuilder kept = new StringBuilder("ETag: \"" + body.length + "\"\r\n");
            headers.forEach((name, value) -> {
                if (name.startsWith("x-amz-meta-")) {
                    kept.append(name).append(": ").append(value).append("\r\n");
                }
            });
            objects.put(target, new Stored(body, kept.toString()));
            send(out, "200 OK", kept.toString(), new byte[0]);
        } else if (stored == null) {
            send(
                    out,
                    "404 Not Found",
                    "",
                    method.equals("HEAD") ? new byte[0] : NO_KEY.getBytes(StandardCharsets.UTF_8));
        } else {
            get(headers.get("range"), stored, out);
        }
    }

    private static void get(@Nullable String range, Stored stored, OutputStream out) throws IOException {
        String head = stored.metadata + "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n";
        int size = stored.bytes.length;
        if (range == null) {
            send(out, "200 OK", head, stored.bytes);
            return;
        }
        String[] ends = range.substring("bytes=".length()).split("-");
        int from = Integer.parseInt(ends[0]);
        int to = (int) Math.min(size, ends.length > 1 ? Long.parseLong(ends[1]) + 1 : size);
        byte[] part = new byte[to - from];
        System.arraycopy(stored.bytes, from, part, 0, part.length);
        send(
                out,
                "206 Partial Content",
                head + "Content-Range: bytes " + from + "-" + (to - 1) + "/" + size + "\r\n",
                part);
    }

    private static void send(OutputStream out, String status, String headers, byte[] body) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /** Empty at the end. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
