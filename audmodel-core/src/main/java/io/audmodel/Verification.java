package io.audmodel;

import io.audmodel.model.ExactRef;
import io.audmodel.model.Repository;
import java.io.Serializable;
import java.util.List;

/**
 * What a verification found.
 *
 * @param ref the model
 * @param repository where it is stored
 * @param cached whether its files are in the cache, and were compared
 * @param damages what is wrong; empty if nothing is
 */
public record Verification(ExactRef ref, Repository repository, boolean cached, List<Damage> damages)
        implements Serializable {

    public Verification {
        damages = List.copyOf(damages);
    }

    /** Whether nothing is wrong, neither in the repository nor in the cache. */
    public boolean isIntact() {
        return damages.isEmpty();
    }

    /** Where something can be damaged. */
    public enum Place {
        /** Nobody can load the model as it was published: publish it anew, or copy it from where it is intact. */
        REPOSITORY,
        /** Those who share the cache get what they should not; {@link AudModel#repair} loads the model again. */
        CACHE
    }

    /**
     * One thing that is wrong.
     *
     * @param place where
     * @param what in words, with the name of the file
     */
    public record Damage(Place place, String what) implements Serializable {

        @Override
        public String toString() {
            return (place == Place.CACHE ? "in the cache: " : "in the repository: ") + what;
        }
    }
}
