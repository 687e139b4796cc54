package io.audmodel.signing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** As much of DER as keys and signatures of ECDSA need. */
final class Der {

    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;

    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;

    private final byte[] bytes;
    private int position;

    /** Reads what these bytes hold, one element after the other. */
    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The content of the next element; empty if there is none, or one with another tag, or none that is DER. */
    Optional<byte[]> next(int tag) {
        if (position + 2 > bytes.length || (bytes[position] & 0xFF) != tag) {
            return Optional.empty();
        }
        int at = position + 1;
        int length = bytes[at++] & 0xFF;
        if (length >= LONG_FORM) {
            int count = length - LONG_FORM;
            if (count == 0 || count > MOST_LENGTH_BYTES || at + count > bytes.length) {
                return Optional.empty();
            }
            length = new BigInteger(1, Arrays.copyOfRange(bytes, at, at + count)).intValue();
            at += count;
            if (length < LONG_FORM || (count > 1 && length < 1 << (8 * (count - 1)))) {
                return Optional.empty();
            }
        }
        if (length > bytes.length - at) {
            return Optional.empty();
        }
        position = at + length;
        return Optional.of(Arrays.copyOfRange(bytes, at, position));
    }

    boolean isAtEnd() {
        return position == bytes.length;
    }

    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length < LONG_FORM) {
            element.write(length);
        } else {
            byte[] number = BigInteger.valueOf(length).toByteArray();
            int zero = number[0] == 0 ? 1 : 0;
            element.write(LONG_FORM + number.length - zero);
            element.write(number, zero, number.length - zero);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /** Whether these are two numbers between zero and the order, written as DER writes them, and nothing else. */
    static boolean isSignature(byte[] signature, BigInteger order) {
        Der outer = new Der(signature);
        Optional<byte[]> numbers = outer.next(SEQUENCE);
        if (numbers.isEmpty() || !outer.isAtEnd()) {
            return false;
        }
        Der inner = new Der(numbers.get());
        Optional<byte[]> first = inner.next(INTEGER);
        Optional<byte[]> second = inner.next(INTEGER);
        return isBelow(first, order) && isBelow(second, order) && inner.isAtEnd();
    }

    private static boolean isBelow(Optional<byte[]> number, BigInteger order) {
        if (number.isEmpty() || number.get().length == 0) {
            return false;
        }
        BigInteger value = new BigInteger(number.get());
        return value.signum() > 0 && value.compareTo(order) < 0 && Arrays.equals(value.toByteArray(), number.get());
    }
}
