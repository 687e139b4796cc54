package io.audmodel.backend.s3;

import io.audmodel.model.Checksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Computes checksums of each part of content while the whole content passes, so that parts need not be read again. Its
 * own digest is empty.
 */
final class PartChecksums extends MessageDigest {

    /** The checksums by which servers check parts. */
    enum Kind {
        MD5,
        SHA256,
        CRC32;

        private MessageDigest digest() {
            return switch (this) {
                case MD5 -> Checksum.newDigest();
                case SHA256 -> Checksum.newSha256();
                case CRC32 -> new Crc();
            };
        }
    }

    private final long part;
    private final Map<Kind, MessageDigest> digests = new EnumMap<>(Kind.class);
    private final List<Map<Kind, String>> parts = new ArrayList<>();
    private long taken;

    /**
     * @param part the length of all parts but the last
     * @param wanted what is computed of each part
     */
    PartChecksums(long part, Set<Kind> wanted) {
        super("checksums of parts");
        this.part = part;
        wanted.forEach(kind -> digests.put(kind, kind.digest()));
    }

    /** The length of all parts but the last. */
    long part() {
        return part;
    }

    /**
     * The checksums of a part, counted from 0, in Base64, once all bytes have passed; empty if parts have another
     * length.
     */
    Optional<Map<Kind, String>> of(int index, long length) {
        return length == part ? Optional.of(parts.get(index)) : Optional.empty();
    }

    @Override
    protected void engineUpdate(byte one) {
        engineUpdate(new byte[] {one}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        int from = offset;
        while (from < offset + length) {
            int count = (int) Math.min(offset + length - from, part - taken);
            for (MessageDigest digest : digests.values()) {
                digest.update(bytes, from, count);
            }
            from += count;
            taken += count;
            if (taken == part) {
                end();
            }
        }
    }

    /** Ends the last part. */
    @Override
    protected byte[] engineDigest() {
        if (taken > 0) {
            end();
        }
        return new byte[0];
    }

    private void end() {
        Map<Kind, String> ended = new EnumMap<>(Kind.class);
        digests.forEach((kind, digest) -> ended.put(kind, Base64.getEncoder().encodeToString(digest.digest())));
        parts.add(ended);
        taken = 0;
    }

    @Override
    protected void engineReset() {
        digests.values().forEach(MessageDigest::reset);
        parts.clear();
        taken = 0;
    }

    private static final class Crc extends MessageDigest {

        private final CRC32 crc = new CRC32();

        Crc() {
            super("CRC-32");
        }

        @Override
        protected void engineUpdate(byte one) {
            crc.update(one);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
            crc.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            byte[] value = ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .array();
            crc.reset();
            return value;
        }

        @Override
        protected void engineReset() {
            crc.reset();
        }
    }
}
