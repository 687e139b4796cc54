package io.audmodel.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The S3 gateway of <a href="https://docs.ceph.com/en/latest/radosgw/">Ceph</a>, from Debian's packages, started by the
 * script {@code ceph-rgw} beside this class. It checks signatures, and one of several writers creates an object.
 */
public final class CephServer implements S3Server {

    private static final long MINUTES = 5;

    private final Path script;
    private final Path folder;
    private final String endpoint;

    private CephServer(Path script, Path folder, String endpoint) {
        this.script = script;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /** Starts it, and waits until it answers. */
    public static CephServer start() {
        try {
            Path place = Files.createTempDirectory("ceph");
            Path script = place.resolve("ceph-rgw");
            try (InputStream source = CephServer.class.getResourceAsStream("ceph-rgw")) {
                Files.copy(source, script);
            }
            Path folder = place.resolve("data");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(script, folder)));
            return new CephServer(script, folder, run(script, "start", folder.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String endpoint() {
        return endpoint;
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
        run(script, "bucket", folder.toString(), name);
    }

    @Override
    public void close() {
        stop(script, folder);
    }

    private static void stop(Path script, Path folder) {
        if (Files.exists(folder)) {
            run(script, "stop", folder.toString());
        }
    }

    private static String run(Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        try {
            Path said = Files.createTempFile(script.getParent(), "said", "");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " hangs: " + Files.readString(said));
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(said));
            }
            return Files.readString(said).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Ceph was asked to " + arguments[0], e);
        }
    }
}
