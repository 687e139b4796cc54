package io.audmodel;

import io.audmodel.admission.Policies;
import io.audmodel.backend.Environment;
import io.audmodel.config.Configuration;
import io.audmodel.config.TrustSettings;
import io.audmodel.health.Setting;
import io.audmodel.plugin.Plugins;
import java.util.List;
import java.util.Optional;

/** What the environment or the file requires of models, where the code requires nothing. */
record ConfiguredPolicies(Policies given, Optional<TrustSettings> configured) {

    static ConfiguredPolicies of(Policies given, Environment environment, Optional<Configuration> configuration) {
        boolean isInCode = !given.areNone();
        return new ConfiguredPolicies(
                given, isInCode ? Optional.empty() : TrustSettings.of(environment, configuration));
    }

    Policies policies(Plugins plugins) {
        return configured
                .map(trust -> Policies.none()
                        .with(plugins.policy(trust.required(), trust.setting().place())))
                .orElse(given);
    }

    /** Nothing where nothing is required. */
    List<Setting> settings() {
        if (!given.areNone()) {
            return List.of(Setting.ofCode(TrustSettings.NAME, given.rules()));
        }
        return configured.map(TrustSettings::setting).stream().toList();
    }
}
