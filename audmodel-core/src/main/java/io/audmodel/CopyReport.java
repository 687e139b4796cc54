package io.audmodel;

import io.audmodel.model.ExactRef;
import java.io.Serializable;
import java.util.List;

/**
 * What a copy did.
 *
 * @param copied the versions that are new at the destination, in ascending order
 * @param present the versions that were there already, and were left as they are
 * @param bytesSent of archives; none of what was there already
 */
public record CopyReport(List<ExactRef> copied, List<ExactRef> present, long bytesSent) implements Serializable {

    public CopyReport {
        copied = List.copyOf(copied);
        present = List.copyOf(present);
    }
}
