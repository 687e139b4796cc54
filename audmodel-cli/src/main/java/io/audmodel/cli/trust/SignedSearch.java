package io.audmodel.cli.trust;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import java.util.function.Predicate;

/** Finds models that are signed. */
public final class SignedSearch {

    private SignedSearch() {}

    /** Whether somebody who is trusted has signed the model: one listing for each, and its signatures are read. */
    public static Predicate<FoundModel> by(TrustSource trust, AudModel audmodel) {
        TrustedSigners trusted = TrustedSigners.of(trust);
        return model ->
                new SignedModel(audmodel, audmodel.resolve(model.ref()).key(), model.header()).isNamedBy(trusted);
    }
}
