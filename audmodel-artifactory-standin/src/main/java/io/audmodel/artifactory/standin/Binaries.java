package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Contents by their checksums, in files. What no path has any more stays until the server is closed, so that it can be
 * deployed by its checksum again.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-installation-setup-documentation/checksum-based-storage">JFrog:
 *     Checksum-Based Storage</a>
 */
final class Binaries {

    private final Path folder;
    private final Map<String, Blob> byChecksum = new ConcurrentHashMap<>();

    Binaries(Path folder) {
        this.folder = folder;
    }

    /** Reads to the end, and keeps it, once if it is known. */
    Blob receive(InputStream in) throws IOException {
        return receive(in, content -> {});
    }

    /** As {@link #receive(InputStream)}, unless the check throws: then nothing is kept. */
    Blob receive(InputStream in, Consumer<Blob> check) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha1 = digest("SHA-1");
        MessageDigest sha256 = digest("SHA-256");
        Path file = Files.createTempFile(folder, "binary", "");
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[64 << 10];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                md5.update(block, 0, count);
                sha1.update(block, 0, count);
                sha256.update(block, 0, count);
                out.write(block, 0, count);
                size += count;
            }
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        Blob received = new Blob(file, size, hex(md5), hex(sha1), hex(sha256));
        try {
            check.accept(received);
        } catch (Refusal e) {
            Files.delete(file);
            throw e;
        }
        Blob known = byChecksum.putIfAbsent(received.sha256(), received);
        if (known != null) {
            Files.delete(file);
            return known;
        }
        byChecksum.put(received.sha1(), received);
        byChecksum.put(received.md5(), received);
        return received;
    }

    /** The content with an MD5, SHA-1 or SHA-256 that was received before. */
    Optional<Blob> known(String checksum) {
        return Optional.ofNullable(byChecksum.get(checksum));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
