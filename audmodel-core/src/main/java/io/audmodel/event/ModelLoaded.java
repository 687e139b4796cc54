package io.audmodel.event;

import io.audmodel.model.ExactRef;
import java.time.Duration;

/**
 * The folder of a model, or one with some of its files, is in the cache, and a load is about to return it.
 *
 * @param model the model
 * @param hit whether it was there, so that this client fetched nothing; also if it waited for another one that did
 * @param bytes the length of the files that were fetched and unpacked; 0 for a hit
 * @param duration from when it was known which model is wanted until its folder was there, with the wait for the lock
 */
public record ModelLoaded(ExactRef model, boolean hit, long bytes, Duration duration) implements ClientEvent {}
