package io.audmodel.serializer.yaml;

import io.audmodel.serializer.Unreadable;
import io.audmodel.value.Binary;
import io.audmodel.value.Tree;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Single values of NumPy, which PyYAML writes as a call that rebuilds them from a type code and bytes. Both are enough to
 * know the value, and nothing is called.
 */
final class NumpyScalar {

    private static final String CALL = Tags.PREFIX + "python/object/apply:";
    private static final List<String> SCALARS =
            List.of(CALL + "numpy.core.multiarray.scalar", CALL + "numpy._core.multiarray.scalar");
    private static final String TYPE = CALL + "numpy.dtype";

    private NumpyScalar() {}

    /** Empty if it is something else, or of a type that the model has not, such as a complex number. */
    static Optional<Object> of(String tag, @Nullable Object content) {
        if (SCALARS.contains(tag)
                && content instanceof List<?> arguments
                && arguments.size() == 2
                && arguments.get(0) instanceof Unreadable type
                && type.tag().equals(TYPE)
                && type.content() instanceof Map<?, ?> parts
                && parts.get("args") instanceof List<?> codes
                && parts.get("state") instanceof List<?> state
                && codes.size() > 0
                && state.size() > 1
                && arguments.get(1) instanceof Binary bytes) {
            ByteOrder order = ">".equals(state.get(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return Optional.ofNullable(value(String.valueOf(codes.get(0)), bytes.toBytes(), order));
        }
        return Optional.empty();
    }

    private static @Nullable Object value(String code, byte[] bytes, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        return switch (code + "/" + bytes.length) {
            case "b1/1" -> bytes[0] != 0;
            case "f2/2" -> Tree.valueOf(half(buffer.getShort()));
            case "f4/4" -> Tree.valueOf(buffer.getFloat());
            case "f8/8" -> buffer.getDouble();
            case "i1/1", "i2/2", "i4/4", "i8/8" -> Tree.valueOf(new BigInteger(bigEndian(bytes, order)));
            case "u1/1", "u2/2", "u4/4", "u8/8" -> Tree.valueOf(new BigInteger(1, bigEndian(bytes, order)));
            default -> text(code, bytes, buffer);
        };
    }

    private static @Nullable Object text(String code, byte[] bytes, ByteBuffer buffer) {
        if (code.startsWith("S")) {
            return Binary.of(bytes);
        }
        if (!code.startsWith("U") || bytes.length % Integer.BYTES != 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        while (buffer.hasRemaining()) {
            int point = buffer.getInt();
            boolean isCharacter = Character.isValidCodePoint(point)
                    && !(Character.MIN_SURROGATE <= point && point <= Character.MAX_SURROGATE);
            if (!isCharacter) {
                return null;
            }
            text.appendCodePoint(point);
        }
        return text.toString();
    }

    private static float half(short bits) {
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude;
        if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else {
            magnitude = Math.scalb((float) (fraction + 0x400), exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    private static byte[] bigEndian(byte[] bytes, ByteOrder order) {
        byte[] digits = Arrays.copyOf(bytes, bytes.length);
        for (int at = 0; order == ByteOrder.LITTLE_ENDIAN && at < digits.length; at++) {
            digits[at] = bytes[bytes.length - 1 - at];
        }
        return digits;
    }
}
