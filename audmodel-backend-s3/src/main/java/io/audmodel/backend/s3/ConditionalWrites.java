package io.audmodel.backend.s3;

import io.audmodel.error.ConfigurationException;
import java.util.Locale;

/** Which conditions of a write a server keeps, also among concurrent writers. */
enum ConditionalWrites {
    /** Nobody knows: the server shows it. */
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
