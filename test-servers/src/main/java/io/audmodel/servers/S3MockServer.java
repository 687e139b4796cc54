package io.audmodel.servers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <a href="https://github.com/adobe/S3Mock">Adobe S3Mock</a> in a process of its own, since its libraries do not get
 * along with others. It takes any credentials, and keeps conditions of writes, though not atomically.
 */
public final class S3MockServer implements S3Server {

    private static final Pattern PORT = Pattern.compile("started on ports? .*?(\\d+) \\(http\\)");

    private final Process process;
    private final int port;

    private S3MockServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder where objects are kept: an existing folder, which the caller removes
     */
    public static S3MockServer start(Path folder) {
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("-exec.jar") && entry.contains("s3mock"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the class path has no s3mock-exec.jar"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                jar,
                "--server.port=0",
                "--com.adobe.testing.s3mock.httpPort=0",
                "--com.adobe.testing.s3mock.max-payload-size=-1");
        try {
            Process process = builder.redirectErrorStream(true).start();
            S3MockServer server = new S3MockServer(process, awaitPort(process));
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
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
        return "the-access-key";
    }

    @Override
    public String secretKey() {
        return "the-secret-key";
    }

    @Override
    public void createBucket(String name) {
        try {
            HttpURLConnection request = (HttpURLConnection)
                    URI.create(endpoint() + "/" + name).toURL().openConnection();
            request.setRequestMethod("PUT");
            int status = request.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException("bucket " + name + " cannot be made: status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> options() {
        return Map.of("access_key", accessKey(), "secret_key", secretKey(), "conditional_writes", "none");
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

    private static int awaitPort(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                Thread reader = new Thread(() -> drain(lines), "s3mock-log");
                reader.setDaemon(true);
                reader.start();
                return Integer.parseInt(port.group(1));
            }
        }
        throw new IOException("S3Mock ended before it answered:\n" + said);
    }

    private static void drain(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The server has been stopped.
            return;
        }
    }
}
