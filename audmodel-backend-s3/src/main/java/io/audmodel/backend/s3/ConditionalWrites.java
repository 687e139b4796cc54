package io.audmodel.backend.s3;

import io.audmodel.error.ConfigurationException;
import java.util.Locale;

/** The conditions of writes that a server keeps, also among concurrent writers. */
enum ConditionalWrites {
    /** Unknown: the server has to prove it. */
    AUTO,
    ALL,
    CREATE,
    NONE;

    static ConditionalWrites parse(String text) {
        for (ConditionalWrites value : values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new ConfigurationException(
                "'" + text + "' is no value of conditional_writes: say auto, all, create or none");
    }
}
