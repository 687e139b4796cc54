package io.audmodel.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The S3 gateway of <a href="https://docs.ceph.com/en/latest/radosgw/">Ceph</a>, from Debian's packages, in processes of
 * its own, which the script {@code ceph-rgw} beside this class starts and ends. It checks signatures.
 */
public final class CephServer implements S3Server {

    private final Process process;
    private final Path script;
    private final String[] access;

    private CephServer(Process process, Path script, String[] access) {
        this.process = process;
        this.script = script;
        this.access = access;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder an existing folder, which the caller removes
     */
    public static CephServer start(Path folder) {
        try {
            Path script = Files.createTempFile(folder, "ceph-rgw", "");
            try (InputStream source = CephServer.class.getResourceAsStream("ceph-rgw")) {
                Files.write(script, source.readAllBytes());
            }
            Path data = folder.resolve(script.getFileName() + ".data");
            Process process = new ProcessBuilder("bash", script.toString(), "run", data.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // The script ends with its input: also where this process is killed.
            BufferedReader said = process.inputReader();
            String line = said.readLine();
            if (line == null) {
                throw new IllegalStateException("Ceph does not start");
            }
            return new CephServer(process, script, line.split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String endpoint() {
        return access[0];
    }

    @Override
    public String accessKey() {
        return access[1];
    }

    @Override
    public String secretKey() {
        return access[2];
    }

    @Override
    public void createBucket(String name) {
        Buckets.create(this, name);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Ceph does not stop");
            }
            Files.delete(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
