package io.audmodel.inventory;

import io.audmodel.model.Checksum;
import io.audmodel.model.ModelHeader;
import java.time.Instant;

/**
 * A header, as it is stored. Immutable.
 *
 * @param header what it says
 * @param checksum the MD5 of the document
 * @param modified when it was written: when the version became visible here
 */
public record StoredHeader(ModelHeader header, Checksum checksum, Instant modified) {}
