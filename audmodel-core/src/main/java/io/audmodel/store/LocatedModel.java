package io.audmodel.store;

import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import java.util.Optional;

/**
 * A model and the repository that has it.
 *
 * @param parts the archive and metadata that its header names; empty if it names none
 */
public record LocatedModel(Store store, ModelKey key, ModelHeader header, Optional<PublishedParts> parts) {}
