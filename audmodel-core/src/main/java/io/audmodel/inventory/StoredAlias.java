package io.audmodel.inventory;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.model.Alias;

/**
 * An alias, as its repository lists it. Immutable.
 *
 * @param alias its name
 * @param document the document that says where it points
 */
public record StoredAlias(Alias alias, ObjectInfo document) {}
