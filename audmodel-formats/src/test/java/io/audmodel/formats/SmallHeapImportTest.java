package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM with a heap of 64 MB publishes a tar.gz that is larger, from standard input: {@code
 * -Daudmodel.import.megabytes=2048} makes it as large as the promise says.
 */
@Tag("reliability")
@Tag("one-jdk")
class SmallHeapImportTest {

    private static final int MIB = 1 << 20;
    private static final int MEGABYTES = Integer.getInteger("audmodel.import.megabytes", 96);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_129);

    @TempDir
    private Path folder;

    @Test
    void archiveLargerThanTheHeap_isPublished() throws IOException, NoSuchAlgorithmException, InterruptedException {
        Path host = Files.createDirectory(folder.resolve("host"));
        Files.createDirectory(host.resolve("models"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Process process = start(host, temporary);
        MessageDigest sent = MessageDigest.getInstance("SHA-256");
        try (OutputStream archive = process.getOutputStream()) {
            write(archive, sent);
        }
        String[] printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");

        assertThat(process.waitFor()).isZero();
        assertThat(temporary).isEmptyDirectory();
        System.out.println(MEGABYTES + " MiB with a heap of 64 MB: " + Arrays.toString(printed));
        try (AudModel audmodel = AudModel.builder()
                        .repository(Repository.fileSystem(host, "models"))
                        .cacheRoot(folder.resolve("cache"))
                        .build();
                InputStream content = audmodel.open(ModelRef.of(printed[0]), "weights.bin")) {
            MessageDigest stored = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, stored).transferTo(OutputStream.nullOutputStream());
            assertThat(stored.digest()).isEqualTo(sent.digest());
        }
    }

    private static Process start(Path host, Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportProgram.class.getName(),
                        host.toString(),
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void write(OutputStream archive, MessageDigest digest) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] block = new byte[MIB];
        try (OutputStream gzip = new FastGzip(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            TarArchiveEntry entry = new TarArchiveEntry("weights.bin");
            entry.setSize((long) MEGABYTES * MIB);
            tar.putArchiveEntry(entry);
            OutputStream digesting = new DigestOutputStream(tar, digest);
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(block);
                digesting.write(block);
            }
            tar.closeArchiveEntry();
        }
    }

    /** Noise does not shrink, however much work that is. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
