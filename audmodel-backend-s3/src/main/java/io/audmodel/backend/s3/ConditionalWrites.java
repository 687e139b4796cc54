package io.audmodel.backend.s3;

import io.audmodel.backend.Capability;
import io.audmodel.error.ConfigurationException;
import java.util.Locale;
import java.util.Set;

/** Which conditions of a write a server keeps, also among concurrent writers. */
enum ConditionalWrites {
    ALL(Set.of(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET)),
    CREATE(Set.of(Capability.ATOMIC_CREATE)),
    NONE(Set.of());

    private final Set<Capability> capabilities;

    ConditionalWrites(Set<Capability> capabilities) {
        this.capabilities = capabilities;
    }

    Set<Capability> capabilities() {
        return capabilities;
    }

    static ConditionalWrites parse(String text) {
        for (ConditionalWrites value : values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new ConfigurationException("'" + text + "' is no value of conditional_writes: say all, create or none");
    }
}
