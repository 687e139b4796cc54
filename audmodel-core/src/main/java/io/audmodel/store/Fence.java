package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.model.Checksum;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The document that a publisher writes in place of the header before it replaces the remains of another: the other
 * publisher cannot commit any more, since a header is created only where no object is. A fence is no header: a model
 * with a fence counts as absent. Each fence is unique, so that one which was removed and raised again is noticed.
 */
public final class Fence {

    private static final String LINE = "# audmodel: publishing ";
    private static final String REMOVAL = "# audmodel: removal of ";
    private static final int DIGITS = 16;

    /**
     * How long the fence of a removal is respected, also by takeOver(): what is removed behind it is deleted without
     * conditions. Who removes begins nothing when half of it has passed since the fence was written.
     */
    public static final Duration LEASE = Duration.ofMinutes(10);

    /**
     * What nobody has written for so long may be removed as remains, so that a publisher which finds and keeps it raises
     * a fence first. A sweep waits at least twice as long.
     */
    public static final Duration SETTLED = Duration.ofMinutes(30);

    /** No header is as short, since its six keys alone take more. So a listing tells fences from headers. */
    private static final int LENGTH = LINE.length() + DIGITS + 1 + DIGITS + 1;

    private Fence() {}

    /** @param holder identifies what is published behind the fence */
    public static byte[] document(Checksum holder) {
        return (beginning(holder) + nonce() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The fence behind which a version or remains are removed: no publisher takes it over while the lease lasts. */
    public static byte[] removal() {
        return (REMOVAL + nonce() + " " + nonce() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether nobody has written an object for so long that it may be swept. */
    public static boolean isSettled(ObjectInfo found, Instant now) {
        return !now.isBefore(found.modified().plus(SETTLED));
    }

    /** Whether a fence was raised for a removal. */
    public static boolean isRemoval(byte[] fence) {
        return text(fence).startsWith(REMOVAL);
    }

    /** What tells two fences or notices of one process apart. */
    public static String nonce() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Whether a fence was raised for this publish. */
    public static boolean isOf(byte[] fence, Checksum holder) {
        return text(fence).startsWith(beginning(holder));
    }

    private static String beginning(Checksum holder) {
        return LINE + holder.hex().substring(0, DIGITS) + " ";
    }

    /** Whether an object in the place of a header is a header and no fence, judged by its length. */
    public static boolean isHeader(ObjectInfo found) {
        return found.size() != LENGTH;
    }

    /** As {@link #isHeader(ObjectInfo)}, judged by its content. */
    public static boolean isHeader(StoredDocument found) {
        String text = text(found.bytes());
        return isHeader(found.info()) || !(text.startsWith(LINE) || text.startsWith(REMOVAL));
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1);
    }
}
