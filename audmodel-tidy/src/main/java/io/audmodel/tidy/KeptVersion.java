package io.audmodel.tidy;

import io.audmodel.model.ModelKey;

/**
 * What stays although rules selected it. Immutable.
 *
 * @param key its id and version
 * @param reason why it stays
 */
public record KeptVersion(ModelKey key, String reason) {}
