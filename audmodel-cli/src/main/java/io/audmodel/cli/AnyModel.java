package io.audmodel.cli;

import io.audmodel.trust.Approval;
import io.audmodel.trust.ModelEvidence;
import io.audmodel.trust.ModelPolicy;
import java.time.Instant;
import java.util.List;

/** Lets any model in, to be signed or verified. */
final class AnyModel implements ModelPolicy {

    @Override
    public Approval judge(ModelEvidence evidence) {
        return new Approval(List.of(), Instant.MAX);
    }

    @Override
    public String rules() {
        return "any model";
    }
}
