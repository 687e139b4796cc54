package io.audmodel;

import io.audmodel.store.Aliases;
import io.audmodel.store.Store;
import java.time.Clock;
import java.time.Duration;

/**
 * Where copies go.
 *
 * @param store the repository
 * @param aliases of the client that it belongs to
 * @param clock tells the age of what copies left that broke off
 * @param grace how old other content has to be before it is replaced
 */
record CopyTarget(Store store, Aliases aliases, Clock clock, Duration grace) {}
