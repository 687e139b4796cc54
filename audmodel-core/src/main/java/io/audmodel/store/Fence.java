package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.model.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a publisher writes in place of the header before it replaces what another has left: the other one cannot commit
 * any more, since a header is only created where nothing is. A fence is no header, and a model that has one is as absent
 * as a model that has none. Each is unlike every other one, so that a fence that fell and was raised again is noticed.
 */
public final class Fence {

    private static final String LINE = "# audmodel: publishing ";
    private static final int DIGITS = 16;

    /** No header is as short: its six keys alone take more. So a listing tells them apart. */
    private static final int LENGTH = LINE.length() + DIGITS + 1 + DIGITS + 1;

    private Fence() {}

    /** @param holder tells what is published behind it from everything else */
    public static byte[] document(Checksum holder) {
        String nonce = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return (beginning(holder) + nonce + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether a fence was raised to publish just that. */
    public static boolean isOf(byte[] fence, Checksum holder) {
        return text(fence).startsWith(beginning(holder));
    }

    private static String beginning(Checksum holder) {
        return LINE + holder.hex().substring(0, DIGITS) + " ";
    }

    /** Whether what is in the place of a header is not a fence, as far as its length tells. */
    public static boolean isHeader(ObjectInfo found) {
        return found.size() != LENGTH;
    }

    /** As {@link #isHeader(ObjectInfo)}, for sure. */
    public static boolean isHeader(StoredDocument found) {
        return isHeader(found.info()) || !text(found.bytes()).startsWith(LINE);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1);
    }
}
