package io.audmodel.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/** The content of a request, which has arrived whole before anything is done with it. For one thread. */
final class StubBody implements AutoCloseable {

    private final Path file;
    private final long size;
    private final byte[] sum;
    private final int crc;
    private final Optional<byte[]> sha;
    private boolean taken;

    private StubBody(Path file, long size, byte[] sum, int crc, Optional<byte[]> sha) {
        this.file = file;
        this.size = size;
        this.sum = sum;
        this.crc = crc;
        this.sha = sha;
    }

    static StubBody receive(InputStream content, Path folder) throws IOException {
        return receive(content, folder, false);
    }

    /** @param bySha whether its SHA-256 is asked for later */
    static StubBody receive(InputStream content, Path folder, boolean bySha) throws IOException {
        MessageDigest digest = digest("MD5");
        CRC32 crc = new CRC32();
        Optional<MessageDigest> sha = bySha ? Optional.of(digest("SHA-256")) : Optional.empty();
        Path file = Files.createTempFile(folder, "object-", "");
        long size = 0;
        try (InputStream in = content;
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                digest.update(buffer, 0, count);
                crc.update(buffer, 0, count);
                if (sha.isPresent()) {
                    sha.get().update(buffer, 0, count);
                }
                size += count;
            }
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        return new StubBody(file, size, digest.digest(), (int) crc.getValue(), sha.map(MessageDigest::digest));
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

    /** In Base64, as in the header {@code Content-MD5}. */
    String md5OfHeader() {
        return base64(sum);
    }

    /** In Base64, as in the header {@code x-amz-checksum-crc32}. */
    String crc() {
        return base64(ByteBuffer.allocate(Integer.BYTES).putInt(crc).array());
    }

    /** In Base64, as in the header {@code x-amz-checksum-sha256}. */
    String sha256() {
        return base64(sha.orElseThrow());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() throws IOException {
        if (!taken) {
            Files.deleteIfExists(file);
        }
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
