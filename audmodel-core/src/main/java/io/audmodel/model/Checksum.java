package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The MD5 of some content, as the Python package uses it. It finds accidental damage, not malice.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record Checksum(String hex) implements Serializable {

    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{32}");

    /** @throws InvalidArgumentException if the text is not 32 lower-case hexadecimal digits */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Checksum {
        Objects.requireNonNull(hex, "the text of a checksum is null");
        if (!PATTERN.matcher(hex).matches()) {
            throw new InvalidArgumentException("'" + hex + "' is not an MD5: it has 32 lower-case hexadecimal digits");
        }
    }

    /** @throws InvalidArgumentException if the text is not 32 lower-case hexadecimal digits */
    public static Checksum of(String hex) {
        return new Checksum(hex);
    }

    /** Computes the checksum of some content. */
    public static Checksum md5(byte[] content) {
        return ofDigest(newDigest().digest(content));
    }

    /** Computes the checksum of the text's UTF-8 bytes. */
    public static Checksum md5(String text) {
        return md5(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a checksum of the 16 bytes that a digest of {@link #newDigest} returns. */
    public static Checksum ofDigest(byte[] digest) {
        return new Checksum(HexFormat.of().formatHex(digest));
    }

    /** Returns a digest to compute a checksum of content in pieces. */
    public static MessageDigest newDigest() {
        return digest("MD5");
    }

    /** Returns a digest for SHA-256, which is for what somebody might forge: no checksum is made of it. */
    public static MessageDigest newSha256() {
        return digest("SHA-256");
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    // As in Repository: quicker at the first call of a process.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Checksum that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return hex;
    }
}
