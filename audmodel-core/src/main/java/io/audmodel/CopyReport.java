package io.audmodel;

import io.audmodel.model.ExactRef;
import java.util.List;

/**
 * What a copy did.
 *
 * @param copied the versions that are new at the destination, in ascending order
 * @param present the versions that were there already, and were left as they are
 * @param bytes of the archives that were sent
 */
public record CopyReport(List<ExactRef> copied, List<ExactRef> present, long bytes) {

    public CopyReport {
        copied = List.copyOf(copied);
        present = List.copyOf(present);
    }
}
