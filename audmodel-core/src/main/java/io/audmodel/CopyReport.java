package io.audmodel;

import io.audmodel.model.ExactRef;
import java.io.Serializable;
import java.util.List;

/**
 * The result of a copy.
 *
 * @param copied the versions that are new at the destination, in ascending order
 * @param present the versions that the destination had already; they are unchanged
 * @param bytesSent bytes of archives sent; archives that the destination had already count nothing
 */
public record CopyReport(List<ExactRef> copied, List<ExactRef> present, long bytesSent) implements Serializable {

    public CopyReport {
        copied = List.copyOf(copied);
        present = List.copyOf(present);
    }
}
