package io.audmodel.value;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Tells which keys are the same in a Python dictionary: {@code 1}, {@code 1.0} and {@code True} are. */
public final class PythonKey {

    private PythonKey() {}

    /** Returns a value that is equal for two canonical keys if, and only if, they are equal in Python. */
    public static @Nullable Object identity(@Nullable Object key) {
        if (key instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (key instanceof Double number && number == Math.rint(number) && !number.isInfinite()) {
            return Scalars.integer(new BigDecimal(number).toBigIntegerExact());
        }
        return key instanceof OffsetDateTime time ? time.toInstant() : key;
    }
}
