package io.audmodel;

import io.audmodel.admission.Policies;
import io.audmodel.backend.Environment;
import io.audmodel.config.Configuration;
import io.audmodel.config.TrustSettings;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.health.Setting;
import io.audmodel.model.Repository;
import io.audmodel.plugin.Plugins;
import io.audmodel.trust.RequiredSignatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the environment or the file requires of models, where the code requires nothing. */
record ConfiguredPolicies(Policies given, Optional<TrustSettings> configured) {

    static ConfiguredPolicies of(Policies given, Environment environment, Optional<Configuration> configuration) {
        boolean isInCode = !given.areNone();
        return new ConfiguredPolicies(
                given, isInCode ? Optional.empty() : TrustSettings.of(environment, configuration));
    }

    /**
     * The policies of a client.
     *
     * @param repositories of the client
     * @param areInCode whether its code names them: what is configured for others is then no error
     * @throws InvalidArgumentException if the code has one for another repository
     * @throws ConfigurationException if another repository is configured to have one
     */
    Policies policies(Plugins plugins, List<Repository> repositories, boolean areInCode) {
        return configured
                .map(trust -> policies(trust, plugins, repositories, areInCode))
                .orElseGet(() -> given.ofClientWith(repositories));
    }

    private static Policies policies(
            TrustSettings trust, Plugins plugins, List<Repository> repositories, boolean areInCode) {
        String place = trust.setting().place();
        Policies policies = Policies.none();
        if (trust.general().isPresent()) {
            policies = policies.with(plugins.policy(trust.general().get(), place));
        }
        for (Map.Entry<Repository, RequiredSignatures> rule : trust.special().entrySet()) {
            if (repositories.contains(rule.getKey())) {
                policies = policies.with(rule.getKey(), plugins.policy(rule.getValue(), place));
            } else if (!areInCode) {
                throw new ConfigurationException(place + ": '" + TrustSettings.NAME + "' has a rule for "
                        + rule.getKey() + ", and the repositories are " + repositories
                        + ": name one of these, or take the rule away");
            }
        }
        return policies.ofClientWith(repositories);
    }

    /** What {@link TrustSettings#exposures} finds; nothing where the code requires something, and its files are its own. */
    List<String> exposures() {
        return configured.map(TrustSettings::exposures).orElse(List.of());
    }

    /** Nothing where nothing is required. */
    List<Setting> settings() {
        if (!given.areNone()) {
            return List.of(Setting.ofCode(TrustSettings.NAME, given.rules()));
        }
        return configured.map(TrustSettings::setting).stream().toList();
    }
}
