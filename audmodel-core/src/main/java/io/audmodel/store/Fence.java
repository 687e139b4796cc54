package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.model.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The document that a publisher writes in place of the header before it replaces the remains of another: the other
 * publisher cannot commit any more, since a header is created only where no object is. A fence is no header: a model
 * with a fence counts as absent. Each fence is unique, so that one which was removed and raised again is noticed.
 */
public final class Fence {

    private static final String LINE = "# audmodel: publishing ";
    private static final int DIGITS = 16;

    /** No header is as short, since its six keys alone take more. So a listing tells fences from headers. */
    private static final int LENGTH = LINE.length() + DIGITS + 1 + DIGITS + 1;

    private Fence() {}

    /** @param holder identifies what is published behind the fence */
    public static byte[] document(Checksum holder) {
        String nonce = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return (beginning(holder) + nonce + "\n").getBytes(StandardCharsets.US_ASCII);
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
        return isHeader(found.info()) || !text(found.bytes()).startsWith(LINE);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1);
    }
}
