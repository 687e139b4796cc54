import io.audmodel.signing.SigningPolicyProvider;
import io.audmodel.trust.PolicyProvider;

/** Signatures of folders and models, by OpenSSF Model Signing. */
module io.audmodel.signing {
    exports io.audmodel.signing;

    requires transitive io.audmodel.core;
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    provides PolicyProvider with
            SigningPolicyProvider;
}
