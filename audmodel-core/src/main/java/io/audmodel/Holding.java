package io.audmodel;

import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;

/** A model and the repository that holds it. */
record Holding(Store store, ModelKey key, ModelHeader header) {}
