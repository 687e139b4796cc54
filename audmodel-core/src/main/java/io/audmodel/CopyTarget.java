package io.audmodel;

import io.audmodel.store.Aliases;
import io.audmodel.store.Store;
import java.time.Clock;
import java.time.Duration;

/**
 * Where copies go.
 *
 * @param store the repository
 * @param aliases the aliases of the destination's client
 * @param clock tells the age of what interrupted copies left
 * @param grace how old other content must be before it is replaced
 */
record CopyTarget(Store store, Aliases aliases, Clock clock, Duration grace) {}
