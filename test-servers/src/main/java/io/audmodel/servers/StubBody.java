package io.audmodel.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The content of a request, which has arrived whole before anything is done with it. For one thread. */
final class StubBody implements AutoCloseable {

    private final Path file;
    private final long size;
    private final byte[] sum;
    private boolean taken;

    private StubBody(Path file, long size, byte[] sum) {
        this.file = file;
        this.size = size;
        this.sum = sum;
    }

    static StubBody receive(InputStream content, Path folder) throws IOException {
        MessageDigest digest = md5Digest();
        Path file = Files.createTempFile(folder, "object-", "");
        long size = 0;
        try (InputStream in = content;
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                digest.update(buffer, 0, count);
                size += count;
            }
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        return new StubBody(file, size, digest.digest());
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    /** Its file, which is the caller's from now on. */
    Path take() {
        taken = true;
        return file;
    }

    long size() {
        return size;
    }

    /** Hexadecimal. */
    String md5() {
        return HexFormat.of().formatHex(sum);
    }

    /** @param announced as in the header {@code Content-MD5} */
    boolean hasMd5(String announced) {
        return announced.equals(Base64.getEncoder().encodeToString(sum));
    }

    @Override
    public void close() throws IOException {
        if (!taken) {
            Files.deleteIfExists(file);
        }
    }

    static MessageDigest md5Digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
