package io.audmodel.backend.s3;

import io.audmodel.model.Checksum;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the MD5 of each part of content while the whole content passes, so that parts need not be read again. Its
 * own digest is empty.
 */
final class PartChecksums extends MessageDigest {

    private final long part;
    private final List<Checksum> checksums = new ArrayList<>();
    private final MessageDigest current = Checksum.newDigest();
    private long taken;

    /** @param part the length of all parts but the last */
    PartChecksums(long part) {
        super("MD5 of parts");
        this.part = part;
    }

    /** The length of all parts but the last. */
    long part() {
        return part;
    }

    /** The checksum of a part, counted from 0, once all bytes have passed; empty if parts have another length. */
    Optional<Checksum> of(int index, long length) {
        return length == part ? Optional.of(checksums.get(index)) : Optional.empty();
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
            current.update(bytes, from, count);
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
        checksums.add(Checksum.ofDigest(current.digest()));
        taken = 0;
    }

    @Override
    protected void engineReset() {
        current.reset();
        checksums.clear();
        taken = 0;
    }
}
