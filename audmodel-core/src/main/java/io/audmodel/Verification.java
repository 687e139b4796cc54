package io.audmodel;

import io.audmodel.model.ExactRef;
import io.audmodel.model.Repository;
import java.io.Serializable;
import java.util.List;

/**
 * The result of a verification.
 *
 * @param ref the model
 * @param repository the repository that has it
 * @param cached whether its files are cached, and were compared
 * @param damages the damages that were found; empty if there are none
 */
public record Verification(ExactRef ref, Repository repository, boolean cached, List<Damage> damages)
        implements Serializable {

    public Verification {
        damages = List.copyOf(damages);
    }

    /** Returns whether no damage was found, neither in the repository nor in the cache. */
    public boolean isIntact() {
        return damages.isEmpty();
    }

    /** Where a model is damaged. */
    public enum Place {
        /** Nobody can load the model as it was published: publish it anew, or copy it from where it is intact. */
        REPOSITORY,
        /** Users of this cache get wrong files; {@link AudModel#repair} loads the model again. */
        CACHE
    }

    /**
     * One damage.
     *
     * @param place where
     * @param what a sentence that names the file
     */
    public record Damage(Place place, String what) implements Serializable {

        @Override
        public String toString() {
            return (place == Place.CACHE ? "in the cache: " : "in the repository: ") + what;
        }
    }
}
