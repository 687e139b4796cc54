package io.audmodel.trust;

import java.time.Instant;
import java.util.List;

/**
 * What a policy found. Immutable.
 *
 * @param signedBy the names of those whose signatures counted, for people to read; empty if none was required
 * @param validUntil until when the policy would judge the same, such as the end of a certificate; {@link Instant#MAX} if
 *     no time is known
 */
public record Approval(List<String> signedBy, Instant validUntil) {

    public Approval {
        signedBy = List.copyOf(signedBy);
    }
}
