package io.audmodel.tidy;

import io.audmodel.model.ModelKey;
import io.audmodel.model.RepositoryAddress;
import java.util.List;

/**
 * What an application of a plan did. Immutable.
 *
 * @param place the repository
 * @param retired those that are gone
 * @param absent those that were gone before
 * @param kept those that stay
 * @param bytes the length of all objects that were removed
 */
public record RetireReport(
        RepositoryAddress place, List<ModelKey> retired, List<ModelKey> absent, List<KeptVersion> kept, long bytes) {

    public RetireReport {
        retired = List.copyOf(retired);
        absent = List.copyOf(absent);
        kept = List.copyOf(kept);
    }
}
