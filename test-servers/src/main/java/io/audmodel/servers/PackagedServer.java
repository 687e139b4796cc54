package io.audmodel.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server from somebody's package of programs, in a process of its own, on a port of this machine that was free. */
public final class PackagedServer implements S3Server {

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Path log;
    private final Map<String, String> options;

    /** What is run. */
    public interface Program {
        /** The command and its arguments. */
        List<String> on(int port);
    }

    private PackagedServer(Process process, int port, Path log, Map<String, String> options) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.options = options;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder an existing folder for its log, and in which it runs
     * @param variables that its environment has beside this one's
     * @param options how a backend gets in, with {@code access_key} and {@code secret_key} at least
     */
    public static PackagedServer start(
            Program program, Path folder, Map<String, String> variables, Map<String, String> options) {
        try {
            int port = freePort();
            Path log = Files.createTempFile(folder, "server-", ".log");
            ProcessBuilder builder = new ProcessBuilder(program.on(port))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            PackagedServer server = new PackagedServer(process, port, log, options);
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String accessKey() {
        return Objects.requireNonNull(options.get("access_key"));
    }

    @Override
    public String secretKey() {
        return Objects.requireNonNull(options.get("secret_key"));
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public void createBucket(String name) {
        Buckets.create(this, name);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        close();
        throw new IOException("the server does not start:\n" + Files.readString(log));
    }
}
