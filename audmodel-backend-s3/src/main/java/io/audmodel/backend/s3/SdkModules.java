package io.audmodel.backend.s3;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.profiles.Profile;

/**
 * The libraries of the SDK that some kinds of credentials need. A user who configures such credentials wants to use
 * them: without the library the SDK would skip them, and send requests without credentials.
 */
final class SdkModules {

    private static final Map<String, String> CLASSES = Map.of(
            "sts", "software.amazon.awssdk.services.sts.StsClient",
            "sso", "software.amazon.awssdk.services.sso.SsoClient",
            "ssooidc", "software.amazon.awssdk.services.ssooidc.SsoOidcClient",
            "signin", "software.amazon.awssdk.services.signin.SigninClient");

    private static final Map<String, List<String>> NEEDS = new TreeMap<>(Map.of(
            "role_arn", List.of("sts"),
            "web_identity_token_file", List.of("sts"),
            "sso_session", List.of("sso", "ssooidc"),
            "sso_start_url", List.of("sso"),
            "login_session", List.of("signin")));

    private SdkModules() {}

    /** @throws ConfigurationException if a library is missing, with its Maven coordinates */
    static void requirePresent(Environment environment, AwsProfiles profiles) {
        if (environment.variable("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()) {
            require("AWS_WEB_IDENTITY_TOKEN_FILE is set", Set.of("sts"), "use other credentials");
        }
        for (Profile profile : profiles.withSources()) {
            NEEDS.forEach((property, modules) -> {
                if (AwsProfiles.property(profile, property).isPresent()) {
                    require(
                            "the profile '" + profile.name() + "' of AWS has " + property,
                            Set.copyOf(modules),
                            "set the variables that 'aws configure export-credentials --profile " + profiles.name()
                                    + " --format env' prints");
                }
            });
        }
    }

    private static void require(String why, Set<String> modules, String otherwise) {
        Set<String> missing = new TreeSet<>();
        for (String module : modules) {
            if (!isPresent(module)) {
                missing.add("software.amazon.awssdk:" + module + ":" + VersionInfo.SDK_VERSION);
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(why + ", for which a library is missing: add "
                    + String.join(" and ", missing) + " to the class path, or " + otherwise);
        }
    }

    private static boolean isPresent(String module) {
        try {
            Class.forName(CLASSES.get(module), false, SdkModules.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
