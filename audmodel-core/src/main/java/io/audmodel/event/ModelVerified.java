package io.audmodel.event;

import io.audmodel.model.ExactRef;
import java.time.Duration;

/**
 * A model was verified, by {@link io.audmodel.AudModel#verify} or {@link io.audmodel.AudModel#repair}. The load that
 * this needs sends events of its requests, but is no {@link ModelLoaded}.
 *
 * @param model the model
 * @param damages how many damages were found, in the repository and in the cache; 0 if it is intact
 * @param duration how long that took
 */
public record ModelVerified(ExactRef model, int damages, Duration duration) implements ClientEvent {}
