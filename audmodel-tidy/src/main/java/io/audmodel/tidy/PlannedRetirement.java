package io.audmodel.tidy;

import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import java.time.Instant;

/**
 * A version that a plan retires. Immutable.
 *
 * @param key its id and version
 * @param name the name in its header
 * @param subgroup the subgroup in its header; empty if it has none
 * @param published when it became visible in this repository
 * @param header the MD5 of its header: a version with another one stays
 * @param bytes the length of its objects
 */
public record PlannedRetirement(
        ModelKey key, String name, String subgroup, Instant published, Checksum header, long bytes) {}
