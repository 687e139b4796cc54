package io.audmodel.store;

import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import java.util.Optional;

/**
 * A model and the repository that holds it.
 *
 * @param parts what its header says of its archive and its metadata; empty where it says nothing
 */
public record LocatedModel(Store store, ModelKey key, ModelHeader header, Optional<PublishedParts> parts) {}
